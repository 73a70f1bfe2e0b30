declare module "graphology-gexf/browser/writer.js" {
  import type Graph from "graphology";

  interface Formatted {
    label?: string;
    attributes?: Record<string, unknown>;
    viz?: { x?: number; y?: number; size?: number; color?: string };
  }
  // biome-ignore lint/suspicious/noExplicitAny: attributes are the caller's
  type Format = (key: string, attributes: any) => Formatted;
  export default function write(graph: Graph, options?: { formatNode?: Format; formatEdge?: Format; pretty?: boolean }): string;
}
