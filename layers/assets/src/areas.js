/** @import {Stage} from "./map.js" */
/** @import {Selection, Value} from "./types" */
import L from "leaflet";
import { rove } from "./rove.js";

const ACCENT = "#B0361E";
/** The look of each kind of nothing; the patterns are made once per document in map.js. */
const nothing = (/** @type {Value | undefined} */ value) =>
  `url(#dq-${typeof value === "number" ? "missing" : (value?.missing ?? "missing")})`;
const PLAIN = "#E7EDEF";
/** The chosen area: a white line under one in the accent, colour and px. */
const CHOSEN = /** @type {const} */ ([
  ["#fff", 6.5],
  [ACCENT, 3],
]);

/**
 * Districts and towns: their colours, lines, hover, choice.
 *
 * @param {Stage} stage
 */
export function createAreas(stage) {
  const { leaflet, model, store, tr, inset } = stage;
  const { geometry } = model.payload;
  const group = L.layerGroup().addTo(leaflet);
  const inner = L.layerGroup();
  const districts = shapes(geometry.districts, "districts", "district");
  const towns = inset ? new Map() : shapes(geometry.towns, "towns", "town");
  stroke(geometry.townLines.real, "dq-line--town", inner);
  stroke(geometry.townLines.schematic, "dq-line--schematic", inner);
  const borders = stroke(geometry.districtLines, "dq-line--district", group);
  const chosen = L.layerGroup().addTo(leaflet);
  const panes = inset ? [] : [pane("districts"), pane("towns")];
  const settle = panes.map((one) => rove(one, () => one.querySelectorAll("path.dq-area")));

  /** @param {string} name */
  function pane(name) {
    const found = /** @type {HTMLElement} */ (leaflet.getPane(name));
    found.addEventListener("keydown", (event) => {
      const area = own(event.target);
      if (!area || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      store.set({ selection: area });
    });
    found.addEventListener("focusin", ({ target }) => store.set({ hover: own(target) }, "keyboard"));
    found.addEventListener("focusout", () => store.set({ hover: null }, "keyboard"));
    return found;
  }

  /** The area that a shape on the screen stands for. @param {EventTarget | null} target @returns {Selection | null} */
  function own(target) {
    const { district, town } = target instanceof SVGElement ? target.dataset : {};
    return town ? { kind: "town", id: town } : district ? { kind: "district", id: district } : null;
  }

  /** @param {GeoJSON.MultiLineString} shape @param {string} className @param {L.LayerGroup} parent */
  function stroke(shape, className, parent) {
    return L.geoJSON(shape, {
      pane: "lines",
      interactive: false,
      style: { renderer: stage.renderer("lines"), className, fill: false, color: "#3C4B58", weight: 1 },
    }).addTo(parent);
  }

  /**
   * @param {GeoJSON.FeatureCollection} collection @param {string} name @param {"district" | "town"} kind
   * @returns {Map<string, L.Path>}
   */
  function shapes(collection, name, kind) {
    /** @type {Map<string, L.Path>} */
    const found = new Map();
    L.geoJSON(collection, {
      pane: name,
      style: { renderer: stage.renderer(name), stroke: false, fillOpacity: 1, fillColor: PLAIN, className: "dq-area" },
      onEachFeature(feature, layer) {
        const path = /** @type {L.Path} */ (layer);
        const id = String(feature.properties?.code);
        found.set(id, path);
        path.on("add", () => {
          const element = path.getElement();
          element?.setAttribute(`data-${kind}`, id);
          if (inset) return element?.setAttribute("aria-hidden", "true");
          element?.setAttribute("role", "button");
          element?.setAttribute("tabindex", "-1");
        });
        path.on("click", (event) => {
          if (store.get().tool) return;
          L.DomEvent.stop(event);
          store.set({ selection: { kind, id } });
        });
        path.on("mouseover", () => store.set({ hover: { kind, id } }, "map"));
        path.on("mouseout", () => store.set({ hover: null }, "map"));
      },
    }).addTo(group);
    return found;
  }

  return {
    /** Colours, names for assistive technology, and the choice. */
    draw() {
      const { colour, region } = store.get();
      const delta = region === "delta" && !inset;
      if (delta) inner.remove();
      else if (!leaflet.hasLayer(inner)) {
        inner.addTo(leaflet);
        borders.bringToFront();
      }
      // On the small scale of the Delta the districts are too small to compare: no colours.
      const figure = delta ? undefined : model.figure(colour.figure);
      const fine = stage.level() === "town" && figure?.levels.includes("town");
      const coarse = figure ? model.classify(figure.id, "district", colour) : null;
      const cut = figure && fine ? model.classify(figure.id, "town", colour) : coarse;
      const fill = (/** @type {typeof cut} */ classes, /** @type {Value | undefined} */ value) => {
        const index = classes ? classes.classOf(value) : null;
        return index === null
          ? PLAIN
          : index < 0
            ? nothing(value)
            : /** @type {NonNullable<typeof cut>} */ (classes).colours[index];
      };
      for (const { code, name, values } of model.payload.districts) {
        paint(districts.get(code), fill(coarse, figure && values[figure.id]), tr.bi(name));
      }
      if (stage.level() === "town") {
        for (const { code, district, name, values } of model.payload.towns) {
          const source = fine ? values : model.district(district)?.values;
          paint(towns.get(code), fill(cut, figure && source?.[figure.id]), tr.bi(name));
        }
      }
      panes.forEach((one, i) => one.setAttribute("aria-label", tr.t(i ? "map.areas.towns" : "map.areas.districts")));
      panes.forEach((one) => one.setAttribute("role", "group"));
      settle.forEach((one) => one());
      this.select();
    },
    /** The outline of what is chosen; of its districts, where a record covers whole districts. */
    select() {
      chosen.clearLayers();
      const { selection } = store.get();
      for (const [kind, all] of /** @type {const} */ ([
        ["district", districts],
        ["town", towns],
      ])) {
        if (inset) break;
        for (const [id, path] of all)
          path.getElement()?.setAttribute("aria-pressed", String(selection?.kind === kind && selection.id === id));
      }
      if (!selection) return;
      const record = selection.kind === "record" ? model.record(selection.id) : undefined;
      const codes = record?.districtWide ? record.districts : [selection.id];
      const source = selection.kind === "town" ? geometry.towns : geometry.outlines;
      const found = source.features.filter((one) => codes.includes(String(one.properties?.code)));
      for (const [color, weight] of CHOSEN) {
        for (const shape of found) {
          L.geoJSON(shape, {
            pane: "selected",
            interactive: false,
            style: { renderer: stage.renderer("selected"), color, weight, fill: false, lineJoin: "round" },
          }).addTo(chosen);
        }
      }
    },
  };

  /** Sets only what changed: the browser repaints no more than that.
   * @param {L.Path | undefined} path @param {string} fillColor @param {string} name */
  function paint(path, fillColor, name) {
    if (!path) return;
    if (path.options.fillColor !== fillColor) path.setStyle({ fillColor });
    path.getElement()?.setAttribute("aria-label", name);
  }
}
