/** The shapes that the modules of the hall display share; `Hall` mirrors `exhibition/types.py`. */
import type { Bi, Box, Lang, LayerId, Model, Payload, Translator } from "../../../layers/assets/src/types";

export type { Bi, Box, Lang, LayerId, Model, Payload, Translator };
export type Format = "wide" | "ultra" | "tall";
export type Look = "dark" | "light";

/** A row beside a theme's map: a large mark, a title, a note. */
export interface Row {
  mark: string;
  title: Bi;
  note: Bi | null;
  tally: { known: number; all: number } | null;
}
/** A record that a theme names on the map. */
export interface Callout {
  record: string;
  name: Bi;
  note: Bi;
}
export interface Scene {
  kind: "overview" | "district" | "theme";
  /** Code of the district, or name of the theme. */
  id: string;
  eyebrow: Bi;
  /** One line each. */
  title: Bi[];
  lead: Bi | null;
  rows: Row[];
  callouts: Callout[];
  /** Ids of the records that are drawn. */
  records: string[];
  view: { region: "shanghai" | "delta"; box: Box };
  /** Codes of the cities that take part; lines lead to them from `hub`. */
  members: { code: string; point: number[]; name: Bi }[];
  hub: { point: number[]; name: Bi; district: string } | null;
  /** Areas that light up; properties `code`, `name`, `point`. */
  areas: GeoJSON.FeatureCollection | null;
  lens: Box | null;
  lensName: Bi | null;
  /** Ids of the records that are drawn in the lens and not on the map. */
  lensRecords: string[];
  notes: Bi[];
}
/** What the large card says of a district: the app's own figures. */
export interface HallCard {
  ranked: boolean;
  rank: number;
  low: number;
  high: number;
  of: number;
  tied: boolean;
  strength: { name: Bi; value: Bi; unit: Bi; median: Bi; source: Bi } | null;
  figures: { label: Bi; number: Bi; unit: Bi; note: Bi | null; missing: boolean }[];
}
export interface ScreenOptions {
  pitch_mm: number;
  target_px: number;
  text_px: number;
}
export interface Hall {
  title: Bi;
  index: Bi;
  logo: string | null;
  languages: Lang[];
  look: Look;
  screen: ScreenOptions;
  times: { scene_s: number; idle_s: number; countdown_s: number };
  scenes: Scene[];
  districts: string[];
  cards: Record<string, HallCard>;
  /** Records per district: where the classes begin, and how many each has. */
  ramp: { breaks: number[]; most: number; counts: Record<string, number> };
  sources: Record<"shanghai" | "delta", Bi>;
}

/** A source of time that a test can replace. */
export interface Clock {
  /** Milliseconds since some start, never backwards. */
  now(): number;
  /** Calls `fn` every `ms`, and gives back what stops it. */
  every(ms: number, fn: () => void): () => void;
}
export type Mode = "tour" | "touch" | "countdown";
export interface MachineState {
  mode: Mode;
  scene: number;
  left: number;
}
export interface Machine {
  state(): MachineState;
  /** Somebody touched the screen; true where that touch does nothing else. */
  touch(): boolean;
  /** Back to the tour, at its beginning. */
  home(): void;
  /** The next scene of the tour at once. */
  skip(): void;
  /** Looks at the clock. */
  tick(): void;
  stop(): void;
}

/** Where things lie on this screen, in CSS pixels. */
export interface Layout {
  format: Format;
  width: number;
  height: number;
  /** One pixel of the format's design. */
  unit: number;
  /** Least size of text, for the distance of the viewers. */
  floor: number;
  /** How much wider lines are. */
  stroke: number;
  /** Least side of what is touched. */
  target: number;
  /** The part of the screen that the map has: left, top, width, height. */
  map: [number, number, number, number];
}
/** What a map shows. */
export interface Picture {
  region: "shanghai" | "delta";
  ramp: boolean;
  selected: string | null;
  members: string[];
  towns: boolean;
  areas?: GeoJSON.FeatureCollection | null;
}
export interface Hub {
  hall: Hall;
  payload: Payload;
  model: Model;
  tr: Translator;
}
