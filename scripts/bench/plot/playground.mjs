// Processor time of one frame of the playground, drawn and painted, and steps it trains in a second of processor time: a
// frame has 100 ms, of which 55 are for training. Usage, after `npm run build`: node scripts/bench/plot/playground.mjs
import { drawFrame, frameWords } from "../../../dist/playground/drawing.js";
import { Session } from "../../../dist/playground/session.js";
import { readSettings } from "../../../dist/playground/settings.js";
import { paintPng } from "../../../dist/plotting/render/render.js";
import { toSvgFile } from "../../../dist/widgets/picture.js";

/** Milliseconds of processor time, system's included. */
function processorTime(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const numFrames = 30;
for (const hidden of [[4], [8, 8, 8, 8]]) {
  const session = await Session.create(readSettings({ hidden }));
  session.advance(50, Infinity);
  for (const language of ["en", "ko"]) {
    const paint = () => paintPng(toSvgFile(drawFrame(session, frameWords[language])), 1.25, 1);
    for (let i = 0; i < 5; i++) paint();
    const frame = processorTime(() => {
      for (let i = 0; i < numFrames; i++) paint();
    });
    let epochs = 0;
    const training = processorTime(() => (epochs = session.advance(Infinity, 500)));
    const steps = epochs * Math.ceil(session.points.train.count / session.settings.batchSize);
    console.log(
      JSON.stringify({
        ...{ hidden, language },
        msPerFrame: Number((frame / numFrames).toFixed(1)),
        stepsPerSecond: Math.round((steps / training) * 1000),
        bytes: paint().length,
      }),
    );
  }
}
