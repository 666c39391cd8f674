import { useText } from '../language/use-text.tsx';
import classes from './display-choice.module.css';
import { changeDisplay, textSizes, useDisplay } from './display.ts';

/** Larger letters and more contrast, one tap each, seen at once. */
export const DisplayChoice = () => {
  const { say, plain } = useText();
  const { text, sun } = useDisplay();
  return (
    <div className={classes['choices']}>
      <div className={classes['row']} role="group" aria-label={plain('door:display.text')}>
        <span>{say('door:display.text')}</span>
        {textSizes.map((size) => (
          <button
            key={size}
            type="button"
            className={classes['choice']}
            aria-pressed={text === size}
            onClick={() => changeDisplay({ text: size })}
          >
            {say('door:display.percent', { size })}
          </button>
        ))}
      </div>
      <div className={classes['row']} role="group" aria-label={plain('door:display.contrast')}>
        <span>{say('door:display.contrast')}</span>
        <button
          type="button"
          className={classes['choice']}
          aria-pressed={!sun}
          onClick={() => changeDisplay({ sun: false })}
        >
          {say('door:display.usual')}
        </button>
        <button
          type="button"
          className={classes['choice']}
          aria-pressed={sun}
          onClick={() => changeDisplay({ sun: true })}
        >
          {say('door:display.sun')}
        </button>
      </div>
    </div>
  );
};
