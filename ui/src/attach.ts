/** Makes one element behave. Called once an element, after the page is parsed. */
export type Controller = (element: HTMLElement) => void;
export type Controllers = Record<string, Controller>;

/** Runs the controllers that elements name in `data-controller="a b"`. A name nobody has registered is an error. */
export function attach(root: ParentNode, controllers: Controllers): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-controller]')) {
    for (const name of (element.dataset['controller'] ?? '').split(/\s+/).filter(Boolean)) {
      const controller = controllers[name];
      if (!controller) throw new Error(`data-controller="${name}" names no controller; known: ${Object.keys(controllers).join(', ')}`);
      controller(element);
    }
  }
}
