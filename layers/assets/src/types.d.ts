/** The shapes that the modules of the map document share. `Payload` mirrors `layers/types.py`. */
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon } from "geojson";

export type Lang = "zh" | "en";
export type LayerId = "demonstration" | "pilots" | "parks" | "centres";
export type Level = "district" | "town";
export type Method = "custom" | "quantile" | "equal" | "natural";
export type Palette = "sea" | "amber" | "violet";
export type Confidence = "high" | "medium" | "low";
export type MissingWord = "missing" | "not_published" | "not_applicable";
export type Fill = "solid" | "hollow" | "dashed";
/** A text in both languages. */
export interface Bi {
  zh: string;
  en: string;
}
/** `[lon, lat]` in degrees, WGS-84. */
export type Point = number[];
/** `[west, south, east, north]` in degrees. */
export type Box = number[];
export type Value = number | { missing: MissingWord };
export interface Fact {
  label: Bi;
  value: Bi;
  note: Bi | null;
  missing: MissingWord | null;
}

export interface Selection {
  kind: "district" | "town" | "unit" | "record";
  id: string;
}
export interface Colour {
  figure: string | null;
  method: Method;
  classes: number;
  palette: Palette;
}
export interface Filters {
  level: string[];
  status: string[];
  confidence: string[];
  field: string[];
  year: number[] | null;
}
export interface View {
  lon: number;
  lat: number;
  zoom: number;
}
/** What a visitor can set, and what the app keeps in the address. */
export interface State {
  lang: Lang;
  region: "shanghai" | "delta";
  selection: Selection | null;
  layers: string[];
  colour: Colour;
  filters: Filters;
  view: View | null;
}
/** `State` and what lives only in this document. */
export interface LiveState extends State {
  hover: { kind: string; id: string } | null;
  tool: null | "measure";
  /** Key of the computed values that are shown; null while they are on their way. */
  calculated: string | null;
}
export type StateKey = keyof LiveState;
export type Listener = (state: LiveState, changed: StateKey[], source: string) => void;
export interface Store {
  get(): LiveState;
  set(patch: Partial<LiveState>, source?: string): void;
  /** Calls `fn` after a change of any of `keys` (all keys where empty); returns an "off". */
  on(keys: StateKey[], fn: Listener): () => void;
}

export interface LayerSymbol {
  path: string;
  mark: string | null;
  colour: string;
}
export interface LayerSpec {
  id: LayerId;
  name: Bi;
  note: Bi;
  source: Bi;
  symbol: LayerSymbol;
  count: number;
  placed: number;
}
export interface FigureSpec {
  id: string;
  group: "figures" | "index";
  name: Bi;
  unit: Bi;
  digits: number;
  levels: Level[];
  breaks: number[] | null;
  direction: "up" | "down" | null;
  source: Bi;
  year: Bi | null;
  note: Bi | null;
  noun: { district: Bi; town: Bi };
  /** Its values come from the app, which is asked for them; see `calculated.js`. */
  computed: boolean;
}
export interface Standing {
  rank: number;
  low: number;
  high: number;
  of: number;
  tied: boolean;
  score: number;
  tier: number;
  draws: number;
  interval: number;
  note: Bi;
}
export interface District {
  code: string;
  name: Bi;
  short: Bi;
  label: Point;
  bbox: Box;
  centre: boolean;
  pinyin: string[];
  facts: Fact[];
  values: Record<string, Value>;
  counts: Record<string, { total: number; established: number }>;
  /** Null where the district is not ranked; `unranked` then says why. */
  standing: Standing | null;
  unranked: Bi | null;
}
export interface Town {
  code: string;
  district: string;
  name: Bi;
  suffix: { en: string };
  alias: string | null;
  generated: boolean;
  kind: "subdistrict" | "town" | "township";
  label: Point;
  schematic: boolean;
  pinyin: string[];
  facts: Fact[];
  values: Record<string, Value>;
}
export interface Unit {
  code: string;
  district: string;
  name: Bi;
  point: Point | null;
  pinyin: string[];
}
export interface SiteRecord {
  id: string;
  layer: LayerId;
  name: Bi;
  generatedName?: boolean;
  category: string;
  level: string;
  status: string;
  districts: string[];
  towns: string[];
  outside: Bi[];
  point: Point | null;
  precision_m: number | null;
  districtWide: boolean;
  basis: Bi;
  locationConfidence: Confidence | null;
  confidence: Confidence;
  year: { text: Bi; from: number | null; to: number | null };
  sources: { text: string; url: string | null }[];
  note: Bi | null;
  fields: string[];
  facts: Fact[];
  nearest: { id: string; km: number; estimate: boolean } | null;
  established: boolean;
  countsAsCentre: boolean | null;
  pinyin: string[];
}
export interface Jump {
  id: string;
  name: Bi;
  point: Point;
  note: Bi;
}
export interface Geometry {
  districts: FeatureCollection;
  towns: FeatureCollection;
  townLines: { real: MultiLineString; schematic: MultiLineString };
  districtLines: MultiLineString;
  legalExtent: MultiLineString;
  outlines: FeatureCollection;
  huangpu: MultiLineString;
  land: MultiPolygon;
  neighbourLines: MultiLineString;
  waterNames: { name: Bi; point: Point; angle: number; size: "large" | "small" }[];
  neighbourNames: { name: Bi; point: Point }[];
  delta: {
    cities: FeatureCollection;
    provinceLines: MultiLineString;
    land: MultiPolygon;
    cityNames: { name: Bi; point: Point }[];
  };
}
export interface Payload {
  version: number;
  build: {
    dataDate: string;
    boundary: "amap" | "tianditu";
    approval: { shanghai: string | null; delta: string | null };
    appName: Bi;
    attribution: Bi;
    hash: string;
  };
  initial: State;
  text: Record<Lang, Record<string, string | string[]>>;
  layers: LayerSpec[];
  figures: FigureSpec[];
  districts: District[];
  towns: Town[];
  units: Unit[];
  records: SiteRecord[];
  geometry: Geometry;
  views: { shanghai: Box; delta: Box; centre: Box; jumps: Jump[] };
  basemap: null | { url: string; attribution: string; maxZoom: number };
}

export type Params = Record<string, string | number>;
export interface Translator {
  lang(): Lang;
  /** The sentence behind a key, placeholders filled. */
  t(key: string, params?: Params): string;
  /** The plural form that `n` asks for; `{n}` is filled in. */
  plural(key: string, n: number, params?: Params): string;
  /** A number with thousands separators and exactly `digits` decimals. */
  n(value: number, digits?: number): string;
  /** A distance in km: "9.6 km", "850 m", "about 14 km". */
  km(value: number, estimate?: boolean): string;
  /** A text of the data in the language of the interface. */
  bi(text: Bi | null | undefined): string;
  has(key: string): boolean;
}

/** Areas of one level cut into classes. `classOf` gives −1 for what is no number. */
export interface Classes {
  level: Level;
  breaks: number[];
  colours: string[];
  counts: number[];
  /** How many areas have which kind of nothing. */
  gaps: Record<MissingWord, number>;
  classOf(value: Value | undefined): number;
}
export interface Model {
  payload: Payload;
  layer(id: string): LayerSpec | undefined;
  district(code: string): District | undefined;
  town(code: string): Town | undefined;
  unit(code: string): Unit | undefined;
  record(id: string): SiteRecord | undefined;
  figure(id: string | null): FigureSpec | undefined;
  townsOf(district: string): Town[];
  unitsOf(district: string): Unit[];
  recordsOf(district: string): SiteRecord[];
  recordsOfTown(town: string): SiteRecord[];
  visibleRecords(state: State): SiteRecord[];
  classify(figureId: string, level: Level, colour: Colour): Classes;
  /** Gives a figure the values of areas by their code. */
  install(figureId: string, values: Record<string, Value>): void;
}

/** What an element may hold: nodes, text, nothing, or lists of these. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

/** What `createMap` hands out. */
export interface MapApi {
  leaflet: import("leaflet").Map;
  fitRegion(region: "shanghai" | "delta"): void;
  flyTo(selection: Selection): void;
  /** Tells the map how many pixels the cards cover: `[top, right, bottom, left]`. */
  padding(fn: () => number[]): void;
  destroy(): void;
}
export type { Feature };
