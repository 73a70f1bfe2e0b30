import { featureBuffer } from "../learn/features.js";
import { classify, likeliestBut } from "../learn/hidden-layer.js";
import type { Modality, Polarity } from "../model.js";
import type { StatusModel } from "../resources/status.js";
import type { EventTree } from "./events-tree.js";
import type { Status } from "./status.js";
import { statusFeatures } from "./status-features.js";
import type { TreeHashes } from "./tree-hashes.js";
import type { Trigger } from "./triggers.js";

/** Least probability at which what the rules say of an event holds, where they are not sure. */
const KEPT = 0.15;
/** Least probability that an event of another status is not simply told to have happened. */
const OTHER = 0.45;

/** What a trigger's event is, where the rules say `ruled`. */
export type WeighStatus = (trigger: Trigger, ruled: Status) => Status;

/** Keeps what the rules say of an event unless the model holds it for unlikely. */
export function statusWeigher(tree: EventTree, hashes: TreeHashes, { layer, classes }: StatusModel): WeighStatus {
  const features = featureBuffer();
  const odds = new Float64Array(classes.length);
  const plain = classes.indexOf("positive actual");
  const statuses = classes.map((name) => {
    const [polarity, modality] = name.split(" ") as [Polarity, Modality];
    return { polarity, modality, sure: false };
  });
  return (trigger, ruled) => {
    if (ruled.sure) return ruled;
    statusFeatures(tree, hashes, trigger, ruled, features);
    classify(layer, features, odds);
    const at = classes.indexOf(`${ruled.polarity} ${ruled.modality}`);
    if (at >= 0 && odds[at]! >= KEPT) return ruled;
    return statuses[1 - odds[plain]! < OTHER ? plain : likeliestBut(odds, plain)]!;
  };
}
