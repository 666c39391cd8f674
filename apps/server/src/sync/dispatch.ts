/** From a decided fact to the feature that writes it. A new command does not compile until it has its line here. */
import type { DecidedFact } from '@qiaomen/domain/sync/store';
import type { ApplyContext } from '../entry/apply-context.ts';
import { writeCare, writeCareVoid } from '../features/care/write-care.ts';
import { writeDoseCorrection } from '../features/dose/write-dose-correction.ts';
import { writeContact } from '../features/person-source/write-contact.ts';
import { writeLandmark } from '../features/person/write-landmark.ts';
import { writePhoneReveal } from '../features/person/write-phone-reveal.ts';
import { writeProposal } from '../features/person/write-proposal.ts';
import { writeReschedule } from '../features/visit/write-reschedule.ts';
import { writeVisit, writeVoid } from '../features/visit/write-visit.ts';

export const dispatch = (context: ApplyContext, decided: DecidedFact): Promise<void> => {
  switch (decided.type) {
    case 'visit.record':
      return writeVisit(context, decided.fact);
    case 'visit.void':
      return writeVoid(context, decided.fact);
    case 'visit.reschedule':
      return writeReschedule(context, decided.fact);
    case 'landmark.note':
      return writeLandmark(context, decided.fact);
    case 'contact.correct':
      return writeContact(context, decided.fact);
    case 'person.propose':
      return writeProposal(context, decided.fact);
    case 'phone.reveal':
      return writePhoneReveal(context, decided.fact);
    case 'homeVisit.request':
    case 'assessment.record':
    case 'screening.record':
    case 'homeVisit.approve':
    case 'consent.record':
    case 'dose.record':
    case 'observation.end':
    case 'followUp.record':
    case 'aefi.report':
    case 'close.request':
    case 'close.agree':
    case 'consult.answer':
      return writeCare(context, decided.fact);
    case 'care.void':
      return writeCareVoid(context, decided.fact);
    case 'dose.correct':
      return writeDoseCorrection(context, decided.fact);
  }
};
