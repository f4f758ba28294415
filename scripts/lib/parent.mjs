// Ending with npm: killed by SIGTERM, npm ends without passing the signal on, and what it started would go on alone.

const interval = 500;

/** Started by npm, this process takes npm's end for a SIGTERM of its own. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    process.emit("SIGTERM"); // not process.kill: on Windows that ends this process before its handlers run
  }, interval);
  timer.unref();
}

/** Windows keeps a parent's number after its end. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
