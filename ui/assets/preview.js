/** The hall display in a frame of its own: scripts run, the page around it is out of reach. */

const frames = new WeakMap();

export default function (component) {
  const parent = component.parentElement;
  let frame = frames.get(parent);
  if (!frame) {
    frame = document.createElement("iframe");
    frame.className = "dqm-preview";
    frame.setAttribute("sandbox", "allow-scripts");
    frames.set(parent, frame);
    parent.append(frame);
  }
  const { html, title, shape } = component.data;
  frame.title = title;
  frame.style.aspectRatio = shape;
  if (frame.srcdoc !== html) frame.srcdoc = html;
}
