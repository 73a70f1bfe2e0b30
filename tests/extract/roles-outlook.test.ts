import { describe, expect, it } from "vitest";
import type { EventDraft } from "../../src/extract/event-mention.js";
import type { Contender } from "../../src/extract/roles-contenders.js";
import { type Bid, outlookFeatures, outlookOf } from "../../src/extract/roles-outlook.js";
import { featureBuffer } from "../../src/learn/features.js";
import type { EventType } from "../../src/model.js";

/** An event at a word of a sentence. */
function eventAt(type: EventType, token: number, sentence: number): EventDraft {
  const mention = { token, sentence, type, roles: [], amounts: [] } as unknown as EventDraft["mentions"][number];
  return { type, subtype: null, mentions: [mention] };
}

const contender = (entity: string): Contender => ({ entity, found: [], at: 0, of: 0 });
const bid = (event: number, entity: string, likely: number): Bid => ({ event, role: "agent", contender: contender(entity), likely });

const events = [eventAt("Attack", 3, 0), eventAt("Killing", 9, 0)];

/** The features of the army as the agent of the killing, by what is held of others. */
function seen(others: readonly Bid[]): Set<number> {
  const own = bid(1, "army", 0.4);
  const features = featureBuffer();
  outlookFeatures(outlookOf(events, [own, ...others]), own, features);
  return new Set(features.slots.subarray(0, features.count));
}

const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].filter((slot) => b.has(slot)).length;

describe("what a second judgement of roles sees", () => {
  it("is the same for the same", () => {
    expect(seen([bid(0, "army", 0.9)])).toEqual(seen([bid(0, "army", 0.9)]));
  });

  it("tells who is held likely in the event beside", () => {
    const [attacks, another, nobody] = [seen([bid(0, "army", 0.9)]), seen([bid(0, "front", 0.9)]), seen([])];
    for (const other of [another, nobody]) expect(shared(attacks, other)).toBeLessThan(attacks.size);
  });

  it("tells a rival from none", () => {
    expect(shared(seen([bid(1, "front", 0.8)]), seen([]))).toBeLessThan(seen([]).size);
  });
});
