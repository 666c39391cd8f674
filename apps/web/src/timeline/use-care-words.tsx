/** An act of care as a sentence and what belongs to it. */
import type { ReactNode } from 'react';
import type { CareFacts, FactsOf } from '@qiaomen/domain/care/event';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { useText, type TextTools } from '../language/use-text.tsx';

export interface Words {
  title: ReactNode;
  more: ReactNode[];
}

/** Every reaction the windows of a report name; a code of another version is shown as it came. */
const reactionKeys = [
  'anaphylactic_shock', 'allergic_reaction', 'toxic_shock', 'syncope', 'hysteria', 'fever_38_6', 'angio_oedema',
  'purulent_infection', 'redness_2_5', 'induration_2_5', 'local_suppuration', 'rash', 'purpura', 'arthus',
  'febrile_convulsion', 'epilepsy', 'polyneuritis', 'encephalitis', 'thrombocytopenic_purpura', 'guillain_barre',
  'brachial_neuritis', 'sterile_abscess',
] as const; // prettier-ignore

export const reactionWords = ({ say }: Pick<TextTools, 'say'>, code: string): ReactNode => {
  const known = reactionKeys.find((key) => key === code);
  return known === undefined ? code : say(`care:aefi.${known}`);
};

const doseWords = (facts: FactsOf<'dose.record'>, { say, plain, language }: TextTools): Words => ({
  title: say('timeline:care.dose', { product: plain(`codes:product.${facts.product}`) }),
  more: [
    facts.lot === '' ? null : say('timeline:care.lot', { lot: facts.lot }),
    facts.expiry === null ? null : say('timeline:care.expiry', { day: formatDay(language, facts.expiry) }),
    say(`care:site.${facts.site}`),
    say(`care:doseRoute.${facts.route}`),
    say('timeline:care.amount', { amount: facts.amount }),
    say(`care:place.${facts.place}`),
    facts.traceCode === '' ? null : say('timeline:care.trace', { code: facts.traceCode }),
  ],
});

const consentWords = (facts: FactsOf<'consent.record'>, { say }: TextTools): Words => ({
  title: say(facts.decision === 'given' ? 'timeline:care.consentGiven' : 'timeline:care.consentRefused'),
  more: [
    say(`care:by.${facts.by}`),
    facts.carerRelation === null ? null : say(`care:relation.${facts.carerRelation}`),
    facts.readAloud ? say('timeline:care.readAloud') : null,
    facts.signature === null ? null : say('timeline:care.signed'),
  ],
});

const aefiWords = (facts: FactsOf<'aefi.report'>, tools: TextTools): Words => {
  const { say, plain, language } = tools;
  return {
    title: say('timeline:care.aefi', { severity: plain(`care:severity.${facts.severity}`) }),
    more: [
      ...facts.reactions.map((code) => reactionWords(tools, code)),
      say('timeline:care.onset', { time: formatInstant(language, facts.onsetAt) }),
      facts.hospitalised ? say('timeline:care.hospitalised') : null,
      facts.cluster ? say('timeline:care.cluster') : null,
    ],
  };
};

const minutesOf = ({ startedAt, endedAt }: FactsOf<'observation.end'>): number =>
  Math.max(0, Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000));

const careWords = (facts: CareFacts, tools: TextTools): Words => {
  const { say, plain, language } = tools;
  switch (facts.kind) {
    case 'homeVisit.request': {
      const who = plain(`care:askedBy.${facts.askedBy}`);
      return { title: say('timeline:care.request'), more: [say('timeline:care.requestBy', { who })] };
    }
    case 'assessment.record':
      return {
        title:
          facts.class === null
            ? say('timeline:care.assessmentOpen')
            : say('timeline:care.assessment', { class: plain(`care:abilityClass.${facts.class}`) }),
        more: [
          facts.total === null ? null : say('timeline:care.score', { total: facts.total }),
          facts.route === null ? null : say(`care:route.${facts.route}`),
          facts.homebound ? say('timeline:care.homebound') : null,
        ],
      };
    case 'screening.record':
      return {
        title: say('timeline:care.screening', { result: plain(`care:screening.${facts.result}`) }),
        more: [
          facts.deferredUntil === null
            ? null
            : say('timeline:care.until', { day: formatDay(language, facts.deferredUntil) }),
        ],
      };
    case 'homeVisit.approve':
      return { title: say(facts.approved ? 'timeline:care.approved' : 'timeline:care.notApproved'), more: [] };
    case 'consent.record':
      return consentWords(facts, tools);
    case 'dose.record':
      return doseWords(facts, tools);
    case 'observation.end': {
      const values = { minutes: minutesOf(facts), reaction: plain(`care:reaction.${facts.reaction}`) };
      return {
        title: say('timeline:care.observation', values),
        more: [facts.leftEarly ? say('timeline:care.leftEarly') : null],
      };
    }
    case 'followUp.record': {
      const values = { slot: plain(`care:slot.${facts.slot}`), result: plain(`care:call.${facts.result}`) };
      const { nextTryOn } = facts;
      return {
        title: say('timeline:care.followUp', values),
        more: [nextTryOn === null ? null : say('timeline:care.nextTry', { day: formatDay(language, nextTryOn) })],
      };
    }
    case 'aefi.report':
      return aefiWords(facts, tools);
    case 'close.request':
      return {
        title: say('timeline:care.close', { code: plain(`care:close.${facts.code}`) }),
        more: facts.evidence.map((kind) => say(`care:evidence.${kind}`)),
      };
    case 'consult.answer':
      return {
        title: say('codes:command.consult.answer'),
        more: [say(`care:screening.${facts.result}`), facts.until === null ? null : formatDay(language, facts.until)],
      };
    case 'close.agree':
      return { title: say(facts.agreed ? 'timeline:care.agreed' : 'timeline:care.disagreed'), more: [] };
  }
};

export const useCareWords = (): ((facts: CareFacts) => Words) => {
  const tools = useText();
  return (facts) => careWords(facts, tools);
};
