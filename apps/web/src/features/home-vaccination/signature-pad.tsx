import { IconEraser } from '@tabler/icons-react';
import { useRef, type PointerEvent } from 'react';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import classes from './home-vaccination.module.css';

/** The field a signature is written in, in its own units. */
const field = { width: 1000, height: 400 } as const;
/** points closer than this say nothing more about a line */
const nearest = 6;
const longest = 11_500;

type Point = readonly [number, number];

const pathOf = (stroke: string): string => `M${stroke.trim().replaceAll(' ', ' L')}`;

const isNear = ([x, y]: Point, [a, b]: Point): boolean => Math.abs(x - a) + Math.abs(y - b) < nearest;

interface SignaturePadProps {
  /** points "x,y" by blanks, strokes by semicolons */
  value: string;
  onChange: (strokes: string) => void;
}

/** Written with a finger, kept as strokes: a few hundred bytes that travel with the consent itself. */
export const SignaturePad = ({ value, onChange }: SignaturePadProps) => {
  const { say, plain } = useText();
  const drawing = useRef<Point | null>(null);
  const at = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = (part: number, whole: number, size: number): number =>
      Math.round(Math.min(1, Math.max(0, whole === 0 ? 0 : part / whole)) * size);
    return [
      scale(event.clientX - box.left, box.width, field.width),
      scale(event.clientY - box.top, box.height, field.height),
    ];
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (value.length > longest) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    const point = at(event);
    drawing.current = point;
    onChange(`${value}${value === '' ? '' : ';'}${point.join(',')}`);
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    const point = at(event);
    if (drawing.current === null || isNear(point, drawing.current) || value.length > longest) return;
    drawing.current = point;
    onChange(`${value} ${point.join(',')}`);
  };
  const end = (): void => void (drawing.current = null);
  return (
    <div>
      <svg
        role="img"
        aria-label={plain('home:sign')}
        data-testid="signature"
        className={classes['pad']}
        viewBox={`0 0 ${field.width} ${field.height}`}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {value === '' ? null : value.split(';').map((stroke, index) => <path key={index} d={pathOf(stroke)} />)}
      </svg>
      <BigButton look="plain" icon={<IconEraser aria-hidden="true" />} onClick={() => onChange('')}>
        {say('home:clear')}
      </BigButton>
    </div>
  );
};
