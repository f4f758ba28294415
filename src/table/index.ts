// The room's door: rows and named columns.
export type { Column, ColumnValues } from "./column.js";
export { Table } from "./table.js";
