import type { OrganizationGraph } from '../core/model/organizationGraph.ts';

/** What the page with the picture of an organization may ask of the editor. Texts of the host are translated. */
export interface DiagramHost {
  /** Asked for once, when the page's script runs; again after a reload of the page. */
  load(): Promise<DiagramState>;
  /** Reads the fields of the modules that nobody looked into yet, with progress and Cancel in the editor. */
  readFields(): Promise<DiagramState>;
  /** Selects a module in the Connections view; the keyboard stays with the page. */
  reveal(module: string): Promise<void>;
  /** Asks where to, and writes the file. False when the user gave it up. */
  saveSvg(svg: string): Promise<boolean>;
}

/** What the host may tell the page unasked. */
export interface DiagramPage {
  /** The metadata have changed. */
  show(state: DiagramState): void;
  /** Only this module and what it is linked to. */
  showNeighborhood(module: string): void;
}

export interface DiagramState {
  /** The texts of the user's language, by the English ones. */
  readonly translations: Readonly<Record<string, string>>;
  readonly connectionId: string;
  /** The connection's, for people. */
  readonly title: string;
  readonly graph: OrganizationGraph;
  /** Modules whose links are unknown as nobody looked into them, and the API requests that it takes to read them. */
  readonly unread: { readonly modules: number; readonly requests: number };
  /** The module to begin with; undefined for all of them. */
  readonly neighborhoodOf: string | undefined;
}

/** What the page keeps with `setState`, so that the panel comes back after a reload of the window. */
export interface KeptDiagramState {
  readonly connectionId: string;
  readonly neighborhoodOf: string | undefined;
}
