import { createContext, use, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The lower edge of the page around, once it is there. */
export const PageFoot = createContext<HTMLElement | null>(null);

/** The main action of a form inside a page: at the page's lower edge, in the place of the page's own. */
export const PageAction = ({ children }: { children: ReactNode }) => {
  const foot = use(PageFoot);
  return foot === null ? null : createPortal(children, foot);
};
