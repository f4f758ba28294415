import { predict } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

let host: FakeHost;
beforeEach(() => {
  host = useFakeHost();
});
afterEach(() => {
  removeHost();
  vi.restoreAllMocks();
});

const options = { a: "close to 0, 1, 1, 0", b: "0.5 everywhere", c: "x < y & z" };
const ask = () => predict("en", "Which outputs?", options);
const because = "The two high corners lie opposite each other.";

/** The widgets opened so far: the question, then its answers. */
const opened = () =>
  host.comms.filter((comm) => comm.opened.state?.["_model_name"] === "AnyModel").map(({ id }) => id);
const comm = (id: string) => host.comms.find((one) => one.id === id)!;
const press = (id: string, state: Record<string, unknown>) =>
  comm(id).onMessage!({ method: "update", state }, []);
/** What the page knows of a widget. */
const stateOf = (id: string): Record<string, unknown> =>
  Object.assign({}, comm(id).opened.state, ...comm(id).sent.map(({ data }) => data["state"]));

describe("predict() asks", () => {
  it("with a widget, HTML and words", () => {
    ask();
    const [bundle] = host.page;
    expect(bundle!["application/vnd.jupyter.widget-view+json"]).toMatchObject({ model_id: opened()[0] });
    expect(bundle!["text/plain"]).toBe(
      "Predict first. Which outputs?\n  (a) close to 0, 1, 1, 0\n  (b) 0.5 everywhere\n  (c) x < y & z",
    );
    expect(bundle!["text/html"]).toContain("<li>(c) x &lt; y &amp; z</li>");
    expect(stateOf(opened()[0]!)).toMatchObject({ chosen: "", isFinal: false, question: "Which outputs?" });
  });

  it("in Korean", () => {
    predict("ko", "무엇이 나올까요?", { a: "0", b: "1" }).answer("b", "까닭");
    const [question, answer] = host.page;
    expect(question!["text/plain"]).toMatch(/^먼저 예상해 보세요\. 무엇이 나올까요\?\n {2}\(a\) 0\n/);
    expect(answer!["text/plain"]).toBe("답 · 무엇이 나올까요?\n  (b) 1\n  까닭");
  });

  it("and prints where there is no notebook", () => {
    removeHost();
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    ask().answer("b", because);
    expect(log.mock.calls.flat()).toEqual([
      expect.stringMatching(/^Predict first\. Which outputs\?\n/),
      `Answer · Which outputs?\n  (b) 0.5 everywhere\n  ${because}`,
    ]);
  });
});

describe("the answer", () => {
  it("is folded in HTML and told in words", () => {
    ask().answer("b", because);
    const answer = host.page[1]!;
    expect(answer["text/html"]).toMatch(
      /<details><summary>.*Which outputs\?<\/summary>.*\(b\) 0\.5 everywhere/,
    );
    expect(answer["text/html"]).not.toContain("<details open");
    expect(answer["text/plain"]).toBe(`Answer · Which outputs?\n  (b) 0.5 everywhere\n  ${because}`);
  });

  it("keeps what was measured in its fold, and takes other lines when its cell runs again", () => {
    const prediction = ask();
    prediction.answer("b", because, ["B = 1: < 0.9", "B = 12: 0.91"]);
    const answer = host.page[1]!;
    expect(answer["text/html"]).toMatch(/<pre>B = 1: &lt; 0\.9\nB = 12: 0\.91<\/pre><\/details>/);
    expect(answer["text/plain"]).toMatch(/lie opposite each other\.\n {2}B = 1: < 0\.9\n {2}B = 12: 0\.91$/);
    expect(stateOf(opened()[1]!)["measured"]).toBe("B = 1: < 0.9\nB = 12: 0.91");
    host.execution++;
    prediction.answer("b", because, ["B = 1: 0.89"]);
    expect(stateOf(opened()[2]!)["measured"]).toBe("B = 1: 0.89");
    // @ts-expect-error measured lines are a list
    expect(() => ask().answer("b", because, "0.91")).toThrow(
      'Cannot answer "Which outputs?": measured must be a list of texts such as ["B = 12: 0.91"], current value is "0.91"',
    );
  });

  it("waits for a choice that comes later, which then is final", () => {
    const prediction = ask();
    prediction.answer("b", because);
    const [question, answer] = opened();
    expect(stateOf(answer!)).toMatchObject({ chosen: "", isShown: false });
    press(question!, { chosen: "a" });
    expect(prediction.chosen).toBe("a");
    expect(stateOf(answer!)).toMatchObject({ chosen: "a" });
    expect(stateOf(question!)).toMatchObject({ isFinal: true });
  });

  it("knows the choice made before it; until then one may choose again", () => {
    const prediction = ask();
    const [question] = opened();
    press(question!, { chosen: "a" });
    press(question!, { chosen: "b" });
    expect(prediction.chosen).toBe("b");
    expect(stateOf(question!)["isFinal"]).toBe(false);
    prediction.answer("b", because);
    const answer = stateOf(opened()[1]!);
    expect((answer["verdicts"] as Record<string, string>)[answer["chosen"] as string]).toBe(
      "Right: (b) 0.5 everywhere",
    );
    expect(stateOf(question!)["isFinal"]).toBe(true);
  });

  it("has a verdict on every choice", () => {
    ask().answer("b", because);
    expect(stateOf(opened()[1]!)["verdicts"]).toEqual({
      "": "Answer: (b) 0.5 everywhere",
      a: "You said (a) close to 0, 1, 1, 0. The answer is (b) 0.5 everywhere",
      b: "Right: (b) 0.5 everywhere",
      c: "You said (c) x < y & z. The answer is (b) 0.5 everywhere",
    });
  });

  it("shown without a choice ends the choosing", () => {
    const prediction = ask();
    prediction.answer("b", because);
    const [question, answer] = opened();
    press(answer!, { isShown: true });
    expect(stateOf(question!)["isFinal"]).toBe(true);
    expect(prediction.chosen).toBeUndefined();
  });

  it("comes again when its cell is run again", () => {
    const prediction = ask();
    const [question] = opened();
    press(question!, { chosen: "c" });
    prediction.answer("b", because);
    host.execution++;
    prediction.answer("b", because);
    const [, first, second] = opened();
    expect(comm(first!).isClosed).toBe(true);
    expect(stateOf(second!)["chosen"]).toBe("c");
  });
});

describe("predict() refuses", () => {
  it.each<[string, () => unknown, typeof Error, string]>([
    [
      "a language it does not speak",
      () => predict("eng" as never, "Why?", options),
      RangeError,
      'Cannot ask for a prediction: language must be "en" or "ko", current value is "eng"; write "en"',
    ],
    [
      "no question",
      () => predict("en", " ", options),
      TypeError,
      'Cannot ask for a prediction: question must be text, current value is " "',
    ],
    [
      "one option",
      () => predict("en", "Why?", { a: "so" }),
      RangeError,
      'Cannot ask "Why?": options must be two or more, current value is { a }',
    ],
    [
      "a list of options",
      () => predict("en", "Why?", ["so", "so"] as never),
      TypeError,
      'Cannot ask "Why?": options must be an object such as { a: "rises", b: "falls" }, current value is ["so", "so"]',
    ],
    [
      "an option that is no text",
      () => predict("en", "Why?", { a: "so", b: 0.5 as never }),
      TypeError,
      'Cannot ask "Why?": option b must be text, current value is 0.5',
    ],
    [
      "two options of the same text",
      () => predict("en", "Why?", { a: "so", b: "so" }),
      RangeError,
      'Cannot ask "Why?": options must be all different, current value is "so" twice',
    ],
    [
      "a key that is no option",
      () => {
        ask().answer("d" as never, because);
      },
      RangeError,
      'Cannot answer "Which outputs?": key must be one of a, b, c, current value is "d"',
    ],
    [
      "no reason",
      () => {
        ask().answer("b", "");
      },
      TypeError,
      'Cannot answer "Which outputs?": because must be text, current value is ""',
    ],
  ])("%s", (_, run, type, message) => {
    expect(run).toThrow(new type(message));
    expect(run).toThrow(type);
  });

  it("a second answer, be it the same", () => {
    const prediction = ask();
    prediction.answer("b", because);
    const again =
      'Cannot answer "Which outputs?": answer must be given once, current value is a second one; run the cell that asks the question again, or take one answer away';
    expect(() => {
      prediction.answer("b", because);
    }).toThrow(again);
    host.execution++;
    expect(() => {
      prediction.answer("a", because);
    }).toThrow(again);
    expect(host.page).toHaveLength(2);
  });
});
