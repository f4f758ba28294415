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

/**
 * What notebooks written for Deno call to show things, https://docs.deno.com/api/deno/~/Deno.jupyter. Any other API of
 * Deno's ends in an error that names it.
 */
declare const Deno: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the error that names the API comes when it is used
  [api: string]: any;
  readonly jupyter: {
    readonly $display: unique symbol;
    /** Shows a value below the cell; with `raw` the value is a MIME bundle, with `update` it replaces `display_id`'s output. */
    display(
      value: unknown,
      options?: { raw?: boolean; update?: boolean; display_id?: string },
    ): Promise<void>;
    /** The forms in which a value would be shown, by MIME type. */
    format(value: unknown): Promise<Record<string, unknown>>;
    md(strings: TemplateStringsArray, ...values: unknown[]): object;
    html(strings: TemplateStringsArray, ...values: unknown[]): object;
    svg(strings: TemplateStringsArray, ...values: unknown[]): object;
    /** A PNG or JPEG picture, from its bytes or a file's path. */
    image(picture: string | Uint8Array): object;
    /** Sends `display_data`, `update_display_data` or `clear_output`. */
    broadcast(type: string, content: Record<string, unknown>, extra?: object): Promise<void>;
  };
};
