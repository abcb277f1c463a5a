/** A still drawing that Python made as an SVG; where it has an address, it leads there. */

const shown = new WeakMap();

export default function (component) {
  const parent = component.parentElement;
  // Packed by `ui.components.packed`.
  const { svg, href = "", label = "" } = JSON.parse(new TextDecoder().decode(component.data));
  const sign = `${href} ${label} ${svg}`;
  if (shown.get(parent) === sign) return;
  shown.set(parent, sign);
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const box = document.createElement(href ? "a" : "div");
  box.className = "dqm-drawing";
  if (href) {
    box.href = href;
    box.title = label;
  }
  box.append(document.importNode(drawn, true));
  for (const old of parent.querySelectorAll(":scope > .dqm-drawing")) old.remove();
  parent.append(box);
}
