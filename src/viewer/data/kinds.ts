import type { EntityType } from "../../model.js";

/** Class of a node in `graph.json`, and `Other` for what this page does not know. */
export type Kind = EntityType | "Event" | "Report" | "Other";

/** A family shares a colour; shape and icon tell its members apart. */
export type Family = "person" | "state" | "armed" | "place" | "event" | "thing" | "group" | "report";

/** How a class looks: an outline and a glyph on a grid of 24 by 24. */
export interface Look {
  readonly kind: Kind;
  /** In words, singular. */
  readonly name: string;
  /** In words, plural. */
  readonly plural: string;
  readonly family: Family;
  /** Outline, filled with the family's colour. */
  readonly shape: string;
  /** Sign within the outline, in the colour of the paper. */
  readonly glyph: string;
}

const CIRCLE = "M12 .8a11.2 11.2 0 1 0 0 22.4a11.2 11.2 0 1 0 0-22.4z";
const SQUARE = "M5 1.5h14A3.5 3.5 0 0 1 22.5 5v14a3.5 3.5 0 0 1-3.5 3.5H5A3.5 3.5 0 0 1 1.5 19V5A3.5 3.5 0 0 1 5 1.5z";
const OBLONG = "M.6 4h22.8v16H.6z";
const PIN = "M12 23.6C8.6 18.4 2.6 14.8 2.6 9.2a9.4 9 0 0 1 18.8 0c0 5.6-6 9.2-9.4 14.4z";
const HOUSE = "M12 .6 22.8 9v14H1.2V9z";
const BURST = "M12 .2l2.9 4.8 5.4-1.3-1.3 5.4 4.8 2.9-4.8 2.9 1.3 5.4-5.4-1.3-2.9 4.8-2.9-4.8-5.4 1.3 1.3-5.4L.2 12 5 9.1 3.7 3.7l5.4 1.3z";
const HEXAGON = "M12 .5 22 6.2v11.6L12 23.5 2 17.8V6.2z";
const TRIANGLE = "M12 1 23.4 21.6H.6z";
const PAGE = "M3.5.8h11.5l5.5 5.5v16.9h-17z";

/** All classes in the order of the legend: who, where, what happened, with what, by whom reported. */
export const LOOKS: readonly Look[] = [
  {
    kind: "Person",
    name: "person",
    plural: "People",
    family: "person",
    shape: CIRCLE,
    glyph: "M12 4.6a3.9 3.9 0 1 1 0 7.8a3.9 3.9 0 0 1 0-7.8zM5.2 19.2c.4-3.6 3.2-5.6 6.8-5.6s6.4 2 6.8 5.6z",
  },
  {
    kind: "Government",
    name: "government",
    plural: "Governments",
    family: "state",
    shape: SQUARE,
    glyph: "M12 3.8 20 8.6v1.6H4V8.6zM5.6 11.6h2.4v5H5.6zM10.8 11.6h2.4v5h-2.4zM16 11.6h2.4v5H16zM4 17.8h16v2.4H4z",
  },
  {
    kind: "Country",
    name: "country",
    plural: "Countries",
    family: "state",
    shape: SQUARE,
    glyph: "M6 4h2v16.5H6zM8.8 4.6h9.7l-2.6 3.9 2.6 3.9H8.8z",
  },
  {
    kind: "Organization",
    name: "organisation",
    plural: "Organisations",
    family: "state",
    shape: SQUARE,
    glyph: "M9.5 4h5v4.6h-1.5v2.4h6v3.4h1.5v5h-5v-5h1.5V13h-4v1.4h1.5v5h-5v-5H11V13H7v1.4h1.5v5h-5v-5H5V11h6V8.6H9.5z",
  },
  {
    kind: "ArmedForce",
    name: "armed force",
    plural: "Armed forces",
    family: "armed",
    shape: OBLONG,
    glyph: "M12 6.2 19.5 12v3.2L12 9.6l-7.5 5.6V12zM12 11.6l4.5 3.4v3L12 14.8 7.5 18v-3z",
  },
  { kind: "ArmedGroup", name: "armed group", plural: "Armed groups", family: "armed", shape: OBLONG, glyph: "M12 6.3 19 17.7H5z" },
  {
    kind: "MilitaryUnit",
    name: "military unit",
    plural: "Military units",
    family: "armed",
    shape: OBLONG,
    glyph: "M2.6 6h2.6L12 10.7 18.8 6h2.6v1.5L14.3 12l7.1 4.5V18h-2.6L12 13.3 5.2 18H2.6v-1.5L9.7 12 2.6 7.5z",
  },
  {
    kind: "Group",
    name: "group of people",
    plural: "Groups of people",
    family: "group",
    shape: CIRCLE,
    glyph:
      "M8 6.5a2.9 2.9 0 1 1 0 5.8a2.9 2.9 0 0 1 0-5.8zM16 6.5a2.9 2.9 0 1 1 0 5.8a2.9 2.9 0 0 1 0-5.8zM3.2 17.8c.2-2.9 2-4.4 4.5-4.4 1.9 0 3.4.9 4.3 2.5.9-1.6 2.4-2.5 4.3-2.5 2.5 0 4.3 1.5 4.5 4.4z",
  },
  { kind: "Place", name: "place", plural: "Places", family: "place", shape: PIN, glyph: "M12 5.2a4 4 0 1 1 0 8a4 4 0 0 1 0-8z" },
  {
    kind: "Facility",
    name: "facility",
    plural: "Facilities",
    family: "place",
    shape: HOUSE,
    glyph: "M6 11h12v2.6H6zM6 15.4h4.4V23H6zM13.6 15.4H18V23h-4.4z",
  },
  { kind: "Event", name: "event", plural: "Events", family: "event", shape: BURST, glyph: "M12 7.6l4.4 4.4-4.4 4.4L7.6 12z" },
  {
    kind: "Operation",
    name: "operation",
    plural: "Operations",
    family: "event",
    shape: HEXAGON,
    glyph: "M5 10.2h7.2V6.4L19.4 12l-7.2 5.6v-3.8H5z",
  },
  {
    kind: "Weapon",
    name: "weapon",
    plural: "Weapons",
    family: "thing",
    shape: TRIANGLE,
    glyph: "M10.8 8h2.4v7.4h-2.4zM10.8 16.8h2.4v2.4h-2.4z",
  },
  { kind: "Artifact", name: "thing", plural: "Things", family: "thing", shape: TRIANGLE, glyph: "M8.2 13.2h7.6v6H8.2z" },
  {
    kind: "Report",
    name: "report",
    plural: "Reports",
    family: "report",
    shape: PAGE,
    glyph: "M6.5 8.5h11v1.9h-11zM6.5 12.5h11v1.9h-11zM6.5 16.5h7.5v1.9H6.5z",
  },
  { kind: "Other", name: "other", plural: "Other", family: "thing", shape: CIRCLE, glyph: "M12 10a2 2 0 1 1 0 4a2 2 0 0 1 0-4z" },
];

/** Position of a class in {@link LOOKS}. */
export const KIND_INDEX: ReadonlyMap<string, number> = new Map(LOOKS.map((look, i) => [look.kind, i]));

/** Position of `Other`, for classes that are not in the list. */
export const OTHER = LOOKS.length - 1;

export function lookOf(kind: string): Look {
  return LOOKS[KIND_INDEX.get(kind) ?? OTHER]!;
}

/**
 * Colours by family for light and dark paper: after Okabe and Ito's palette, which stays distinct under all common
 * forms of colour blindness, darkened or lightened to 3:1 against the paper.
 */
export const COLOURS: Readonly<Record<"light" | "dark", Readonly<Record<Family, string>>>> = {
  light: {
    person: "#1b6ca8",
    state: "#8b4a86",
    armed: "#4a5560",
    place: "#17806a",
    event: "#9c6a00",
    thing: "#7d6552",
    group: "#5585a8",
    report: "#77797c",
  },
  dark: {
    person: "#62b0e8",
    state: "#d193cb",
    armed: "#a9b4c0",
    place: "#4cc4a6",
    event: "#e0aa3e",
    thing: "#bfa58f",
    group: "#8fb6d3",
    report: "#9a9da1",
  },
};

/** Paper, ink and the one accent, which marks what is contested. */
export const PAPER: Readonly<
  Record<"light" | "dark", { paper: string; ink: string; soft: string; line: string; faint: string; accent: string }>
> = {
  light: { paper: "#fbfaf7", ink: "#1d1f21", soft: "#5c6166", line: "#a3a7ab", faint: "#cdd0d2", accent: "#c2371a" },
  dark: { paper: "#15171a", ink: "#eceae5", soft: "#a3a8ad", line: "#5d646c", faint: "#3a3f45", accent: "#ff7a59" },
};
