// How long an interrupted cell may take to end by itself, step by step, in ms; then it is ended by force.
// The main thread hears of the interrupt when its event loop has a turn. A cell that awaits is told there; one that keeps
// the thread is terminated by the watchdog thread, which only the steps below `terminate` know about.

/** An awaiting cell is abandoned after this: until then a fit ends its batch and `finally` blocks run. */
export const abandon = 250;

/** Before that, TensorFlow.js is put in order for the next fit: a batch that has not ended by now never will. */
export const mendTfjs = 200;

/** The watchdog terminates a main thread that has not noticed the interrupt in this time. */
export const terminate = {
  usual: 60,
  /** While something runs that ends by itself soon after it is asked to. */
  willing: 800,
  /** While the debugger holds the thread and is about to let it go. */
  paused: 500,
  /** At most, while the machine is so busy that the main thread had no turn to notice anything. */
  starved: 600,
};

/** After the termination: the main thread must wait for a child process, which gets the terminal's signal, then the last. */
export const signalChildren = { interrupt: 200, kill: 1200 };
