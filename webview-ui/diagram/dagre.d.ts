/** What we use of dagre. Its own declarations name files without their endings, which ES modules do not allow. */
declare module '@dagrejs/dagre' {
  export interface Size {
    readonly width: number;
    readonly height: number;
  }

  /** The middle of a box, or of a label. */
  export interface Place {
    readonly x?: number;
    readonly y?: number;
  }

  export interface EdgeLabel extends Partial<Size> {
    readonly labelpos?: 'l' | 'c' | 'r';
  }

  export interface PlacedEdgeLabel extends Place {
    readonly points?: readonly { readonly x: number; readonly y: number }[];
  }

  export interface GraphLabel {
    readonly rankdir: 'LR' | 'RL' | 'TB' | 'BT';
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
    readonly ranker: 'network-simplex' | 'tight-tree' | 'longest-path';
  }

  export class Graph {
    constructor(options: { readonly multigraph: boolean });
    setGraph(label: GraphLabel): this;
    setNode(name: string, size: Size): this;
    setEdge(from: string, to: string, label: EdgeLabel, name: string): this;
    /** After the layout, with the size of the whole. */
    graph(): Partial<Size>;
    node(name: string): Place;
    edge(from: string, to: string, name: string): PlacedEdgeLabel;
  }

  /** Writes places into the graph. */
  export function layout(graph: Graph): void;
}
