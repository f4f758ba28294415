// The frame of every script: an expected failure is one clear message, exit code 2.
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (error?.name !== "SetupError") throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 2;
  }
}
