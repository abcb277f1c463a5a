/** The shapes that the components share: what Streamlit hands them, what the Python beside them says as `data`. */
import type { Bi, Lang, Selection, State, Value } from "../../layers/assets/src/types";

export type { Bi, Selection, State };

/** What Streamlit hands to a component on every run; the last two name what it tells Python, by state and trigger. */
export interface Component<Data, Values extends object = object, Triggers extends object = object> {
  data: Data;
  /** Streamlit's own, not the `key` of the call in Python. */
  key: string;
  name: string;
  /** Never a shadow root: every component of ours is registered with `isolate_styles=False`. */
  parentElement: HTMLElement;
  setStateValue: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
  setTriggerValue: <Name extends keyof Triggers>(name: Name, value: Triggers[Name]) => void;
}
/** JSON as bytes, see `ui.components.packed`. */
export type Packed = Uint8Array;

export interface AddressData {
  /** Parameters that belong to the page, of which `query` holds those that are set. */
  own: string[];
  query: Record<string, string>;
}

/** A figure that the map asks for. What the map says is checked in Python. */
export interface Question {
  key: string;
  figure: string;
  filters: unknown;
}
export interface Answer {
  key: string;
  figure: string;
  values: Record<string, Value>;
}
export type Calculator = Component<{ figure: Answer | null }, { wanted: Question }>;
/** The calculator in one element. */
export interface CalculatorPart {
  component: Calculator;
  /** Key of the answer that the map has been given. */
  given: string | null;
  ask: (event: CustomEvent<Question>) => void;
}

export interface DrawingData {
  svg: string;
  /** Where the drawing leads, and what that is called; absent where it leads nowhere. */
  href?: string;
  label?: string;
}

export interface FrameData {
  /** Path of the map document. */
  address: string;
  state: State;
  defaults: State;
  boundary: string | null;
  notice: Bi | null;
  text: { title: string; loading: string; failed: string; retry: string };
}
/** A page that the map asks for. */
export interface Ask {
  page: string;
  query: Record<string, string>;
}
export type Frame = Component<FrameData, { state: State }, { ask: Ask }>;
/** What the frame posts to the map document, see `layers/assets/src/bridge.js`. */
export type ToMap =
  | { type: "hello" }
  | { type: "set"; patch: Partial<State>; turn: number }
  | { type: "notice"; text: Bi }
  | ({ type: "figure" } & Answer);
/** What the document posts: a state, a question for a figure, one for a page. Only the state has been looked at. */
export interface Told {
  state: State;
  turn: unknown;
}
export interface Wanted {
  key: unknown;
  figure: unknown;
  filters: unknown;
}
export interface Asked {
  page: unknown;
  query?: object;
}

export interface PictureData {
  /** Of the container that is pictured. */
  key: string;
  file: string;
  text: { short: string; label: string; failed: string };
}

/** A rectangle in units of the drawing. */
export interface Sheet {
  x: number;
  y: number;
  w: number;
  h: number;
}
/** What a click on the plan asks for, at a point in units of the drawing. */
export interface Act {
  what: "must" | "forbid" | "own" | "drop";
  id: string;
  x: number;
  y: number;
}
export interface PlanData {
  svg: string;
  /** Of the drawing, per kilometre. */
  units: number;
  /** Whether towns are candidates; whether pins can be set. */
  towns: boolean;
  pins: boolean;
  chosen: Record<"must" | "forbid" | "own", string[]>;
  text: Record<string, string>;
  strip: { text: string; slot: boolean }[];
}
/** A plan that has had its first `update`: nobody can point at one before. */
export interface Drawn {
  data: PlanData;
  svg: SVGSVGElement;
  full: Sheet;
  view: Sheet;
  tell: (message: Act) => void;
}
/** The `data-` attributes of a sign or a town, written by `layers/catchments.py`. */
export interface Place {
  name: string;
  note: string;
  town?: string;
  site?: string;
  serves?: string;
  own?: string;
}
export type Sign = SVGElement & { dataset: Place };

export interface PreviewData {
  html: string;
  title: string;
  width: number;
  height: number;
}

export interface ShareText {
  label: string;
  copied: string;
  by_hand: string;
}

export interface ShellData {
  lang: Lang;
  text: { lost: string; lost_more: string };
}
/** `recovered` is the time in ms when the server was back. */
export type Shell = Component<ShellData, { recovered: number }>;

declare global {
  /** How the frame and the calculator speak with each other. */
  interface WindowEventMap {
    "dqm-wanted": CustomEvent<Question>;
    "dqm-figure": CustomEvent<Answer>;
  }
}
