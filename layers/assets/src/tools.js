/** @import {Context} from "./parts.js" */
import { append, clear, h, icon } from "./dom.js";
import { download, KINDS } from "./downloads.js";
import { raw } from "./parts.js";
import { createScale } from "./scale.js";
import { openTable } from "./table.js";

/** @param {Context} ctx @returns {HTMLElement} Region switch and tools. */
export function createToolbar(ctx) {
  const { model, store, tr, map } = ctx;
  const bar = h("div", { class: "dq-toolbar", attrs: { role: "region" } });
  const menu = h("div", { class: "dq-card dq-menu", attrs: { hidden: true, role: "menu", id: "dq-download-menu" } });
  /** @type {HTMLButtonElement} */
  let opener;
  function toggle(/** @type {boolean} */ on) {
    menu.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) /** @type {HTMLElement | null} */ (menu.firstElementChild)?.focus();
  }
  function draw() {
    clear(bar);
    clear(menu);
    bar.setAttribute("aria-label", tr.t("map.tools.label"));
    const { region, tool } = store.get();
    opener = button("download", "map.tools.download", () => toggle(menu.hidden), {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": "dq-download-menu",
    });
    append(
      menu,
      KINDS.map((kind) =>
        h(
          "button",
          {
            attrs: { type: "button", role: "menuitem" },
            on: {
              click: () => {
                toggle(false);
                opener.focus();
                void download(ctx, kind);
              },
            },
          },
          h("b", {}, kind === "geojson" ? "GeoJSON" : kind.toUpperCase()),
          h("span", {}, tr.t(`map.download.${kind}`)),
        ),
      ),
    );
    append(bar, [
      h(
        "div",
        { class: "dq-card dq-seg", attrs: { role: "group", "aria-label": tr.t("map.region.label") } },
        /** @type {const} */ (["shanghai", "delta"]).map((one) =>
          h(
            "button",
            {
              attrs: { type: "button", "aria-pressed": String(region === one) },
              dataset: { region: one },
              on: {
                click: () => {
                  store.set({ region: one, view: null });
                  map.fitRegion(one);
                },
              },
            },
            tr.t(`map.region.${one}`),
          ),
        ),
      ),
      region === "delta"
        ? model.payload.views.jumps.map((jump) =>
            h(
              "button",
              {
                class: "dq-card dq-jump",
                attrs: { type: "button", title: tr.bi(jump.note) },
                dataset: { jump: jump.id },
                on: {
                  click: () => {
                    map.leaflet.setView([jump.point[1], jump.point[0]], 9);
                    ctx.toast(tr.bi(jump.note));
                  },
                },
              },
              icon("jump", 16),
              raw(tr, tr.bi(jump.name)),
            ),
          )
        : null,
      h(
        "div",
        { class: "dq-card dq-buttons" },
        button("ruler", "map.tools.measure", () => store.set({ tool: store.get().tool ? null : "measure" }), {
          "aria-pressed": String(tool === "measure"),
        }),
        button("table", "map.tools.table", () => openTable(ctx)),
        opener,
        menu,
      ),
    ]);
  }
  function button(
    /** @type {Parameters<typeof icon>[0]} */ name,
    /** @type {string} */ key,
    /** @type {() => void} */ fn,
    /** @type {Record<string, string>} */ attrs = {},
  ) {
    return h(
      "button",
      {
        class: "dq-iconbutton",
        attrs: { type: "button", "aria-label": tr.t(key), title: tr.t(key), ...attrs },
        dataset: { tool: key.split(".")[2] },
        on: { click: fn },
      },
      icon(name),
    );
  }
  menu.addEventListener("keydown", (event) => {
    const items = /** @type {HTMLElement[]} */ ([...menu.children]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape") {
      event.stopPropagation();
      toggle(false);
      opener.focus();
    } else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    if (
      !menu.hidden &&
      !menu.contains(/** @type {Node} */ (event.target)) &&
      !opener.contains(/** @type {Node} */ (event.target))
    )
      toggle(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.get().tool) store.set({ tool: null });
  });
  store.on(["lang", "region", "tool"], draw);
  draw();
  return bar;
}

/** @param {Context} ctx @returns {HTMLElement} Zoom, home, full screen. */
export function createZoom(ctx) {
  const { store, tr, map } = ctx;
  const card = h("div", { class: "dq-card dq-zoom", attrs: { role: "region" } });
  function draw() {
    clear(card);
    card.setAttribute("aria-label", tr.t("map.zoom.label"));
    const one = (
      /** @type {Parameters<typeof icon>[0]} */ name,
      /** @type {string} */ key,
      /** @type {() => void} */ fn,
    ) =>
      h(
        "button",
        {
          attrs: { type: "button", "aria-label": tr.t(key), title: tr.t(key) },
          dataset: { tool: name },
          on: { click: fn },
        },
        icon(name, 18),
      );
    append(card, [
      one("plus", "map.zoom.in", () => map.leaflet.zoomIn(1)),
      one("minus", "map.zoom.out", () => map.leaflet.zoomOut(1)),
      one("home", "map.zoom.home", () => map.fitRegion(store.get().region)),
      document.fullscreenEnabled &&
        one("full", "map.zoom.full", () => {
          void (
            document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
          ).catch(() => ctx.toast(tr.t("map.zoom.full_failed")));
        }),
    ]);
  }
  store.on(["lang"], draw);
  draw();
  return card;
}

/** @param {Context} ctx @returns {HTMLElement} Approval number, scale, date and attribution. */
export function createStrip(ctx) {
  const { model, store, tr, map } = ctx;
  const strip = h("footer", { class: "dq-strip-bar" });
  const scale = createScale(map.leaflet, tr);
  function draw() {
    clear(strip);
    const { build, basemap } = model.payload;
    const approval = build.approval[store.get().region];
    append(strip, [
      h("b", { class: approval ? "" : "dq-unset" }, approval ? raw(tr, approval) : tr.t("map.approval.none")),
      scale.element,
      h(
        "span",
        { class: "dq-strip-bar__text" },
        [
          tr.t("map.strip.schematic"),
          tr.t("map.strip.date", { date: build.dataDate }),
          tr.bi(build.attribution),
          basemap?.attribution,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ]);
    scale.draw();
  }
  store.on(["lang", "region"], draw);
  draw();
  return strip;
}
