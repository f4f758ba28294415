// Where boxes, frames and arrows stand: the layered drawing of Sugiyama and others (1981), as Graphviz's `dot` makes it
// for Keras.
import * as dagre from "@dagrejs/dagre";

/** A box or a frame: its size, and its middle once it has a place. */
export interface Place {
  width: number;
  height: number;
  x?: number;
  y?: number;
}

export interface Point {
  x: number;
  y: number;
}

interface Places {
  setGraph(options: object): void;
  graph(): { width?: number; height?: number };
  setNode(id: string, size: Place): void;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, label: object): void;
  node(id: string): Place;
  edge(from: string, to: string): { points: Point[] };
}

// dagre's own types import each other without file endings, which Node's resolution does not find
const { graphlib, layout } = dagre as unknown as {
  graphlib: { Graph: new (options: { compound: boolean }) => Places };
  layout: (places: Places) => void;
};

/** A graph to be laid out, by ids. */
export interface Plan {
  nodes: ReadonlyMap<string, { size: Place; parent: string | undefined }>;
  edges: readonly (readonly [from: string, to: string])[];
  rankdir: string;
}

export interface LaidOut {
  width: number;
  height: number;
  /** Where a node stands. */
  place: (id: string) => Required<Place>;
  /** The points that an edge goes through, from border to border. */
  points: (from: string, to: string) => readonly Point[];
}

export function layOut({ nodes, edges, rankdir }: Plan): LaidOut {
  const places = new graphlib.Graph({ compound: true });
  places.setGraph({ rankdir, nodesep: 28, ranksep: 34, marginx: 10, marginy: 10 });
  for (const [id, { size }] of nodes) places.setNode(id, { ...size });
  for (const [id, { parent }] of nodes) if (parent !== undefined) places.setParent(id, parent);
  for (const [from, to] of edges) places.setEdge(from, to, {});
  layout(places);
  const { width = 0, height = 0 } = places.graph();
  return {
    width,
    height,
    place: (id) => ({ x: 0, y: 0, ...places.node(id) }),
    points: (from, to) => places.edge(from, to).points,
  };
}
