import { featureBuffer, total } from "../learn/features.js";
import type { Doc } from "../model.js";
import type { DateModel } from "../resources/dates.js";
import type { Voices } from "./claims-voices.js";
import { type EventDate, type RuledDates, ruledDates } from "./dates.js";
import { attachedTime } from "./dates-attach.js";
import { dateCandidates } from "./dates-candidates.js";
import { prepositionOf, presentOf } from "./dates-context.js";
import { dateFeatures, dateView } from "./dates-features.js";
import type { EventDraft, EventMention } from "./event-mention.js";

/** What speaks for what the rules say, a day or none, before anything is weighed. */
const FIRST = 1;

/** "resigned on Monday after an ambush": a noun that tells when something was is of another time than that. */
const isOfOtherTime = (doc: Doc, mention: EventMention): boolean => /^(?:after|before|since)$/.test(prepositionOf(doc, mention));

/** "years ago", "four days later" where nothing tells from when. */
const isVague = (doc: Doc, { index }: RuledDates, { mentions }: EventDraft): boolean =>
  mentions.some((m) => {
    const time = attachedTime(doc, index, m)?.time;
    return time !== undefined && time.from === null && time.to === null;
  });

/** The days of each event: of those that the text tells the likeliest, none among them. */
export function eventDates(doc: Doc, drafts: readonly EventDraft[], voices: Voices, model: DateModel): (EventDate | null)[] {
  const ruled = ruledDates(doc, drafts, voices);
  const features = featureBuffer();
  return drafts.map((draft, d) => {
    const rule = ruled.dates[d]!;
    // reckoned from another's, or the day before where the report tells of no time at all
    if (doc.times.length === 0 || (rule?.level === 0 && rule.expression === null)) return rule;
    if (rule === null && draft.mentions.every((m) => isOfOtherTime(doc, m))) return null;
    if (rule !== null && draft.mentions.some((m) => presentOf(doc, m) === "now")) return rule; // "succeeds him", "is shelling"
    if ((rule === null || rule.level === 3) && isVague(doc, ruled, draft)) return null;
    const view = dateView(doc, ruled, draft, rule, voices.at(draft.mentions[0]!.trigger) !== null);
    let best: EventDate | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const candidate of dateCandidates(doc, ruled, drafts, d)) {
      dateFeatures(doc, view, candidate, features);
      const score =
        total(model.days, features) + (candidate.sources.has("rules") || (rule === null && candidate.date === null) ? FIRST : 0);
      if (score <= most) continue;
      most = score;
      best = candidate.date;
    }
    return best;
  });
}
