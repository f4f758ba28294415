// What `import … from "gradus"` gives: named re-exports only, room by room.
export * from "./display/host.js";
