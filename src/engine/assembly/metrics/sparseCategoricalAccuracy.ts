// The label is a one-hot row here.
export { score } from "./categoricalAccuracy";
