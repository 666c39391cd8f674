/** A line of the timeline as a sentence and what belongs to it. */
import type { TimelineEvent } from '@qiaomen/domain/timeline/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { useCareWords, type Words } from './use-care-words.tsx';

export const useEventWords = (): ((event: TimelineEvent) => Words) => {
  const { say, plain, language } = useText();
  const careWords = useCareWords();
  const nobody = plain('common:unknown');
  return (event) => {
    switch (event.kind) {
      case 'visit':
        return {
          title: say(`codes:outcome.${event.outcome}`),
          more: [
            ...event.reasons.map((reason) => say(`codes:reason.${reason}`)),
            event.nextDate === null ? null : say('timeline:nextDate', { day: formatDay(language, event.nextDate) }),
          ],
        };
      case 'dose':
        return {
          title: say('timeline:dose', { product: plain(`codes:product.${event.product}`) }),
          more: [say(`timeline:doseFrom.${event.origin}`)],
        };
      case 'care':
        return careWords(event.facts);
      case 'entered':
        return {
          title: say('timeline:entered', { campaign: event.campaignName }),
          more: [say(`timeline:enteredBy.${event.origin}`)],
        };
      case 'closed':
      case 'reopened':
        return {
          title: say(`timeline:${event.kind}`, { state: plain(`codes:state.${event.state}`) }),
          more: [say('timeline:before', { state: plain(`codes:state.${event.from}`) }), event.campaignName],
        };
      case 'assigned':
      case 'released':
        return { title: say(`timeline:${event.kind}`, { name: event.ownerName ?? nobody }), more: [] };
      case 'found':
      case 'asked':
        return { title: say(`timeline:${event.kind}`), more: [] };
      case 'found_decided':
        return { title: say(`timeline:foundDecided.${event.decision}`), more: [] };
      case 'field_chosen':
        return { title: say('timeline:fieldChosen', { field: plain(`codes:importField.${event.field}`) }), more: [] };
      case 'field_taken_back':
        return {
          title: say('timeline:fieldTakenBack', { field: plain(`codes:importField.${event.field}`) }),
          more: [],
        };
      case 'answered':
        return { title: say(`timeline:answered.${event.answer}`), more: [] };
      case 'import':
        return {
          title: say(`timeline:importAct.${event.act}`),
          more: [...event.sources.map((kind) => say(`codes:sourceKind.${kind}`)), ...event.fileNames],
        };
      case 'incident':
        return { title: say('timeline:incident', { act: plain(`incident:act.${event.act}`) }), more: [] };
      case 'aefi_step':
        return {
          title: say('timeline:aefiStep', { step: plain(`aefi:step.${event.step}`) }),
          more: [event.class === null ? null : say(`aefi:classes.${event.class}`)],
        };
      case 'carried_over':
        return {
          title: say(`timeline:carried.${event.state}`),
          more: [say(event.away ? 'timeline:away' : 'timeline:toHere')],
        };
    }
  };
};
