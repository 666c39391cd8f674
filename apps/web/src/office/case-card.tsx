/** Cases a desk works through: whose each is, what is known of it, and what can be done. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { BigButton } from '../ui/big-button.tsx';
import { Name } from '../ui/name.tsx';
import classes from './case-card.module.css';

interface CaseCardProps<Act extends string> {
  of: { county: string; personId: string; personName: string };
  /** beside the name: what the case is, where it stands */
  marks: ReactNode;
  acts: readonly Act[];
  wordsOf: (act: Act) => ReactNode;
  onAct: (act: Act) => void;
  children: ReactNode;
}

export const CaseCard = <Act extends string>({ of, marks, acts, wordsOf, onAct, children }: CaseCardProps<Act>) => (
  <li className={classes['card']}>
    <div className={classes['top']}>
      <Link to={`/person/${of.county}/${of.personId}`}>
        <Name>{of.personName}</Name>
      </Link>
      {marks}
    </div>
    {children}
    <div className={classes['acts']}>
      {acts.map((act) => (
        <BigButton key={act} look="quiet" onClick={() => onAct(act)}>
          {wordsOf(act)}
        </BigButton>
      ))}
    </div>
  </li>
);

/** A line of short facts, each in an element of its own. */
export const CaseFacts = ({ children }: { children: ReactNode }) => <p className={classes['facts']}>{children}</p>;

export const CaseList = ({ children }: { children: ReactNode }) => <ul className={classes['list']}>{children}</ul>;
