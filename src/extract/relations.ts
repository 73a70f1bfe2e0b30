import type { Doc, Relation } from "../model.js";
import type { EventLexicon } from "../resources/events.js";
import type { EventDraft } from "./event-mention.js";
import { indexTree } from "./events-tree.js";
import { findParties } from "./relations-parties.js";
import { findLocations } from "./relations-places.js";
import { findOffices } from "./relations-roles.js";

/**
 * Finds what a document says of how entities stand to each other: offices, parts, places in places, allies, enemies and
 * leaders. Each (type, subject, object, title) once, whichever of two enemies or allies is named first, with the first words that
 * say so, in their order.
 */
export function findRelations(doc: Doc, events: readonly EventDraft[], lexicon: EventLexicon): Relation[] {
  const tree = indexTree(doc, lexicon);
  const found = [...findOffices(tree), ...findLocations(tree), ...findParties(tree, events)];
  const seen = new Set<string>();
  const out: Relation[] = [];
  for (const r of found.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const key = keyOf(r);
    if (seen.has(key) || r.subject === r.object) continue;
    seen.add(key);
    out.push(r);
  }
  return out;
}

/** What makes two relations one; between enemies and between allies the order says nothing. */
function keyOf(r: Relation): string {
  const pair =
    /^(?:opposedTo|alliedWith)$/.test(r.type) && r.object !== null && r.object < r.subject ? [r.object, r.subject] : [r.subject, r.object];
  return `${r.type} ${pair.join(" ")} ${r.value?.toLowerCase()}`;
}
