import { describe, expect, it } from "vitest";
import { indexTree } from "../../src/extract/events-tree.js";
import { statusOf } from "../../src/extract/status.js";
import { statusWeigher } from "../../src/extract/status-weighing.js";
import { hashTree } from "../../src/extract/tree-hashes.js";
import { findTriggers } from "../../src/extract/triggers.js";
import type { StatusModel } from "../../src/resources/status.js";
import { docOf, lexicon, models } from "./events-support.js";

/** A model that holds every event for one status, whatever it sees. */
function certainOf(status: StatusModel["classes"][number]): StatusModel {
  const { classes } = models.status;
  const outBias = Float32Array.from(classes, (name) => (name === status ? 20 : 0));
  return { classes, layer: { ...models.status.layer, out: new Float32Array(classes.length * 16), outBias } };
}

/** What the events of a text are held to be, with such a model. */
function statuses(text: string, model: StatusModel): string[] {
  const tree = indexTree(docOf(text), lexicon);
  const weigh = statusWeigher(tree, hashTree(tree, models.syntax.clusters), model);
  return findTriggers(tree).map((trigger) => {
    const { polarity, modality } = weigh(trigger, statusOf(tree, trigger));
    return `${tree.tokens[trigger.token]!.text} ${polarity} ${modality}`;
  });
}

describe("what the rules say of an event", () => {
  it("gives way where the model holds it for unlikely", () => {
    expect(statuses("Gunmen killed two soldiers near Gao.", certainOf("positive planned"))).toEqual(["killed positive planned"]);
  });

  it("holds where the model does", () => {
    expect(statuses("The army plans to attack the port.", models.status)).toEqual(["attack positive planned"]);
  });

  it("holds against the model where a construction leaves no doubt", () => {
    expect(statuses("The militia denied attacking the port.", certainOf("positive actual"))).toEqual(["attacking negative actual"]);
  });
});
