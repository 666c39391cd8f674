import { IconDoorOff } from '@tabler/icons-react';
import { attemptsOf } from '@qiaomen/domain/visit/attempts';
import type { VisitOutcome } from '@qiaomen/domain/visit/codes';
import { visitRules } from '@qiaomen/domain/visit/next-step-rules';
import { useText } from '../../language/use-text.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { Notice } from '../../ui/notice.tsx';

interface AttemptCountProps {
  entry: FieldEntry;
  outcome: VisitOutcome | null;
  /** when the visit was made */
  at: string;
}

/** How many knocks in vain count by the rule, and when to knock next so that the count goes on. */
export const AttemptCount = ({ entry, outcome, at }: AttemptCountProps) => {
  const { say } = useText();
  const history = entry.visits.filter((visit) => !visit.voided && visit.occurredAt < at);
  const counted = outcome === '08' ? at : null;
  const attempts = attemptsOf(history, { at: counted, now: at }, visitRules.unreachable);
  if (attempts === undefined || attempts.knocks.length === 0) return null;
  if (outcome !== null && outcome !== '08') return null;
  const { rule, knocks, days, parts, untried, enough } = attempts;
  return (
    <Notice
      tone={enough ? 'refused' : 'calm'}
      icon={<IconDoorOff />}
      title={say('door:attempts.count', { count: knocks.length, wanted: rule.attempts })}
    >
      {say('door:attempts.spread', {
        days,
        wantedDays: rule.days,
        parts: parts.length,
        wantedParts: rule.partsOfDay,
        within: rule.withinDays,
      })}{' '}
      {enough ? (
        say('door:attempts.enough')
      ) : parts.length < rule.partsOfDay ? (
        <>
          {say('door:attempts.next')}{' '}
          {untried.map((part, index) => (
            <span key={part}>
              {index === 0 ? null : ' / '}
              {say(`door:attempts.${part}`)}
            </span>
          ))}
        </>
      ) : null}
    </Notice>
  );
};
