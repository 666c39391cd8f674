import { ageOn } from '@qiaomen/domain/register/age';
import { useText } from '../language/use-text.tsx';

export const Age = ({ birthDate, today }: { birthDate: string | null; today: string }) => {
  const { say } = useText();
  return <>{birthDate === null ? say('common:ageUnknown') : say('common:age', { age: ageOn(birthDate, today) })}</>;
};
