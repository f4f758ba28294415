// Text into HTML.

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text with `&`, `<`, `>` and `"` written so that HTML shows them, between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => marks[mark]!);
}

/**
 * HTML that a notebook brought along, made part of a page: tags that act on the page as a whole, and would lead the reader
 * away from it, are shown as text. What it may run and load is the page's policy.
 */
export function tameHtml(html: string): string {
  return html.replace(/<(?=\/?(?:meta|base|link)\b)/gi, "&lt;");
}
