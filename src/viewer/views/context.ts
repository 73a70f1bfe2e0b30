import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "../state/store.js";

export const StoreContext = createContext<Store | null>(null);

/** The page's store. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("a view was drawn outside of the page");
  return store;
}
