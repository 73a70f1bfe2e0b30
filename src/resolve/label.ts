import type { GraphEntity, GraphLink, GraphQuantity, Iri } from "../model.js";

/** What a patient is joined with: "Killing of soldiers", but "Attack on Azaz". */
const ON: ReadonlySet<string> = new Set([
  "Attack",
  "AirStrike",
  "Shelling",
  "Bombing",
  "Raid",
  "Ambush",
  "Threat",
  "MissileStrike",
  "DroneStrike",
  "Operation",
]);

/** A name for an event that people can read: "Killing of 55 soldiers", "Air strike on Azaz by Turkey". */
export function eventLabel(
  type: string,
  roles: readonly GraphLink[],
  quantities: readonly GraphQuantity[],
  entities: ReadonlyMap<Iri, GraphEntity>,
): string {
  const filler = (role: string) =>
    roles
      .filter((l) => l.predicate === role)
      .map((l) => entities.get(l.object)?.label ?? "")
      .filter((l) => l !== "")
      .sort()[0];
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  const patient = filler("patient") ?? counted(quantities);
  const agent = filler("agent");
  const place = filler("place");
  const parts = [words.charAt(0).toUpperCase() + words.slice(1)];
  if (patient) parts.push(ON.has(type) ? `on ${patient}` : `of ${patient}`);
  if (agent) parts.push(`by ${agent}`);
  if (place && place !== patient) parts.push(`at ${place}`);
  return parts.join(" ");
}

function counted(quantities: readonly GraphQuantity[]): string | undefined {
  return quantities
    .filter((q) => q.role === "patient" && q.counts !== null)
    .map((q) => q.counts!)
    .sort()[0];
}
