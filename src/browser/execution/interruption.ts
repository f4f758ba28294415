// How a worker in a loop, which hears no message, learns of an interrupt: there is an address as long as it may go on, and nothing
// there any more when the user has interrupted. Asking for it needs neither shared memory nor headers.

/** ms between two requests; each takes about one. */
const interval = 200;

let address = "";
let next = 0;

/** Takes the address of a Blob of the page's, which revokes it to interrupt. */
export function goOnWhile(given: string): void {
  address = given;
}

/** Whether the address has gone. */
export function isInterrupted(): boolean {
  const now = performance.now();
  if (now < next) return false;
  next = now + interval;
  try {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    return false;
  } catch {
    next = 0; // whoever catches the interrupt and loops on is told again
    return true;
  }
}
