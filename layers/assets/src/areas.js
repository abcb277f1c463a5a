/** @import {Stage} from "./map.js" */
/** @import {Classes, Selection, Value} from "./types" */
import L from "leaflet";

const ACCENT = "#B0361E";
const HATCH = "url(#dq-hatch)";
const PLAIN = "#E7EDEF";

/**
 * Districts and towns: their colours, lines, hover, choice.
 *
 * @param {Stage} stage
 */
export function createAreas(stage) {
  const { leaflet, model, store, tr, inset } = stage;
  const { geometry } = model.payload;
  const group = L.layerGroup();
  const districts = shapes(geometry.districts, "districts", "district");
  const towns = inset ? new Map() : shapes(geometry.towns, "towns", "town");
  const lines = [
    stroke(geometry.townLines.real, "dq-line--town"),
    stroke(geometry.townLines.schematic, "dq-line--schematic"),
    stroke(geometry.districtLines, "dq-line--district"),
  ];
  const chosen = L.layerGroup().addTo(leaflet);

  /** @param {GeoJSON.MultiLineString} shape @param {string} className */
  function stroke(shape, className) {
    return L.geoJSON(shape, {
      pane: "lines", interactive: false,
      style: { renderer: stage.renderer("lines"), className, fill: false, color: "#3C4B58", weight: 1 },
    }).addTo(group);
  }

  /**
   * @param {GeoJSON.FeatureCollection} collection @param {string} pane @param {"district" | "town"} kind
   * @returns {Map<string, L.Path>}
   */
  function shapes(collection, pane, kind) {
    /** @type {Map<string, L.Path>} */
    const found = new Map();
    L.geoJSON(collection, {
      pane,
      style: { renderer: stage.renderer(pane), stroke: false, fillOpacity: 1, fillColor: PLAIN, className: "dq-area" },
      onEachFeature(feature, layer) {
        const path = /** @type {L.Path} */ (layer);
        const id = String(feature.properties?.code);
        found.set(id, path);
        path.on("add", () => dress(path, kind, id));
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

  /** What a keyboard and a screen reader need of a shape.
   * @param {L.Path} path @param {"district" | "town"} kind @param {string} id */
  function dress(path, kind, id) {
    const element = path.getElement();
    if (!element) return;
    element.setAttribute(`data-${kind}`, id);
    if (kind === "town" || inset) {
      element.setAttribute("aria-hidden", "true");
      return;
    }
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.addEventListener("keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      store.set({ selection: { kind, id } });
    });
  }

  /** @param {Classes | null} classes @param {Value | undefined} value */
  const fill = (classes, value) => {
    if (!classes) return PLAIN;
    const index = classes.classOf(value);
    return index < 0 ? HATCH : classes.colours[index];
  };

  return {
    draw() {
      const { colour, region, selection } = store.get();
      if (region === "delta" && !inset) {
        group.remove();
        chosen.clearLayers();
        return;
      }
      group.addTo(leaflet);
      const figure = model.figure(colour.figure);
      const byTown = stage.level() === "town";
      const townFigure = figure?.levels.includes("town") ?? false;
      const coarse = figure ? model.classify(figure.id, "district", colour) : null;
      const fine = figure && townFigure ? model.classify(figure.id, "town", colour) : coarse;
      for (const { code, name, values } of model.payload.districts) {
        const path = districts.get(code);
        path?.setStyle({ fillColor: fill(coarse, figure && values[figure.id]) });
        path?.getElement()?.setAttribute("aria-label", tr.bi(name));
      }
      if (byTown) {
        for (const { code, district, values } of model.payload.towns) {
          const source = townFigure ? values : model.district(district)?.values;
          towns.get(code)?.setStyle({ fillColor: fill(fine, figure && source?.[figure.id]) });
        }
      }
      for (const one of lines) one.bringToFront();
      outline(selection);
    },
  };

  /** @param {Selection | null} selection */
  function outline(selection) {
    chosen.clearLayers();
    if (selection?.kind !== "district" && selection?.kind !== "town") return;
    const source = selection.kind === "district" ? geometry.outlines : geometry.towns;
    const shape = source.features.find((one) => one.properties?.code === selection.id);
    if (!shape) return;
    for (const [color, weight] of /** @type {const} */ ([["#fff", 6.5], [ACCENT, 3]])) {
      L.geoJSON(shape, {
        pane: "selected", interactive: false,
        style: { renderer: stage.renderer("selected"), color, weight, fill: false, lineJoin: "round" },
      }).addTo(chosen);
    }
  }
}
