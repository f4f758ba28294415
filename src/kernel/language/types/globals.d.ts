// Global names the kernel offers to cells, beyond Node's own.

/**
 * Asks the user for a line of text and waits for it, as in a browser.
 *
 * @param message - Shown beside the input box.
 * @param preset - Returned when the user enters nothing.
 */
declare function prompt(message?: unknown, preset?: unknown): string;

/**
 * Asks a yes-or-no question.
 *
 * @returns True for y, yes, ㅛ, 예, 네, 응.
 */
declare function confirm(question?: unknown): boolean;

/**
 * Asks the user for a line of text and waits for it.
 *
 * @param options - With `password` the text is not shown while it is typed.
 */
declare function promptSync(message?: unknown, options?: { password?: boolean }): string;
