import assert from "node:assert/strict";
import { test } from "node:test";
import { createMachine } from "../src/machine.js";

const TIMES = { scene_s: 10, idle_s: 60, countdown_s: 20 };

/** A machine on a clock that stands still until it is told to go on. */
function made({ scenes = 3, broken = [] } = {}) {
  let now = 0;
  const shown = [];
  const said = [];
  let resets = 0;
  const ticks = new Set();
  const clock = {
    now: () => now,
    every(_ms, fn) {
      ticks.add(fn);
      return () => ticks.delete(fn);
    },
  };
  const machine = createMachine({
    scenes,
    times: TIMES,
    clock,
    show: (index) => {
      if (broken.includes(index)) return false;
      shown.push(index);
      return true;
    },
    changed: ({ mode, left }) => said.push(`${mode} ${left}`),
    reset: () => {
      resets += 1;
    },
  });
  const wait = (seconds) => {
    for (let i = 0; i < seconds * 5; i += 1) {
      now += 200;
      for (const fn of ticks) fn();
    }
  };
  machine.home();
  shown.length = 0;
  return { machine, wait, shown, said, resets: () => resets - 1, ticks };
}

test("the tour shows every scene for its time, and begins again", () => {
  const { wait, shown } = made();
  wait(9.8);
  assert.deepEqual(shown, []);
  wait(0.2);
  assert.deepEqual(shown, [1]);
  wait(20);
  assert.deepEqual(shown, [1, 2, 0]);
});

test("a scene that fails is skipped, the tour goes on", () => {
  const { wait, shown } = made({ broken: [1] });
  wait(10);
  assert.deepEqual(shown, [2]);
});

test("where every scene fails nothing hangs", () => {
  const { machine, wait } = made({ broken: [0, 1, 2] });
  wait(30);
  assert.equal(machine.state().mode, "tour");
});

test("the first touch is swallowed, later ones are not", () => {
  const { machine } = made();
  assert.equal(machine.touch(), true);
  assert.equal(machine.state().mode, "touch");
  assert.equal(machine.touch(), false);
});

test("left alone: countdown after the idle time, home after the countdown, exactly", () => {
  const { machine, wait, said, resets, shown } = made();
  machine.touch();
  wait(59.8);
  assert.equal(machine.state().mode, "touch");
  wait(0.2);
  assert.deepEqual(machine.state(), { mode: "countdown", scene: 0, left: 20 });
  wait(19.8);
  assert.equal(machine.state().left, 1);
  assert.equal(resets(), 0);
  wait(0.2);
  assert.equal(machine.state().mode, "tour");
  assert.equal(resets(), 1);
  assert.deepEqual(shown, [0]);
  const counted = said.filter((one) => one.startsWith("countdown"));
  assert.deepEqual(
    counted,
    Array.from({ length: 20 }, (_, i) => `countdown ${20 - i}`),
  );
});

test("a touch during the countdown is swallowed and keeps the state", () => {
  const { machine, wait, resets } = made();
  machine.touch();
  wait(65);
  assert.equal(machine.state().mode, "countdown");
  assert.equal(machine.touch(), true);
  assert.equal(machine.state().mode, "touch");
  assert.equal(resets(), 0);
  wait(59.8);
  assert.equal(machine.state().mode, "touch");
});

test("every touch starts the idle time anew", () => {
  const { machine, wait } = made();
  machine.touch();
  for (let i = 0; i < 5; i += 1) {
    wait(50);
    machine.touch();
  }
  assert.equal(machine.state().mode, "touch");
});

test("skip goes on in the tour only", () => {
  const { machine, shown } = made();
  machine.skip();
  assert.deepEqual(shown, [1]);
  machine.touch();
  machine.skip();
  assert.deepEqual(shown, [1]);
});

test("stopped, it asks the clock no more", () => {
  const { machine, ticks } = made();
  machine.stop();
  assert.equal(ticks.size, 0);
});
