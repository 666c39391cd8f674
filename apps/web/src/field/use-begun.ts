import { useEffect, useState } from 'react';
import { useField } from '../offline/field-context.tsx';

/** Whether a form inside a page is open: also where it was begun and the tablet died, so that it goes on where it was left. */
export const useBegun = (draftId: string): [boolean, (begun: boolean) => void] => {
  const { drafts } = useField();
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    let gone = false;
    void drafts.find(draftId).then((draft) => {
      if (!gone && draft !== undefined) setBegun(true);
    });
    return () => {
      gone = true;
    };
  }, [drafts, draftId]);
  return [begun, setBegun];
};
