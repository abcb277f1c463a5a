/**
 * Figures that the map asks for and Python calculates. A part of the page of
 * its own, without anything to see: an answer redraws nothing else. It speaks
 * with the map's frame through two events of the window.
 */
/** @import {Calculator, CalculatorPart} from "./types" */

/** One listener per element that Streamlit gives us. @type {WeakMap<HTMLElement, CalculatorPart>} */
const parts = new WeakMap();

/** @param {Calculator} component */
export default function (component) {
  const { parentElement, data } = component;
  let part = parts.get(parentElement);
  if (!part) {
    part = /** @type {CalculatorPart} */ ({ component, given: null }); // `ask` follows, as it needs the part
    part.ask = ({ detail }) => {
      /** @type {CalculatorPart} */ (part).given = null;
      /** @type {CalculatorPart} */ (part).component.setStateValue("wanted", detail);
    };
    window.addEventListener("dqm-wanted", part.ask);
    parts.set(parentElement, part);
  }
  part.component = component;
  const { figure } = data;
  if (figure && figure.key !== part.given) {
    part.given = figure.key;
    window.dispatchEvent(new CustomEvent("dqm-figure", { detail: figure }));
  }
  return () => {
    window.removeEventListener("dqm-wanted", part.ask);
    parts.delete(parentElement);
  };
}
