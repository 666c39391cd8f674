import { useText } from '../../language/use-text.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { QuizForm } from './quiz-form.tsx';

export const QuizPage = () => {
  const { say } = useText();
  return (
    <OfficePage title={say('quiz:title')}>
      <QuizForm />
    </OfficePage>
  );
};
