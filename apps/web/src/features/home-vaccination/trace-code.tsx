import { IconBarcode, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import classes from './home-vaccination.module.css';

/** Not in TypeScript's own library yet: https://wicg.github.io/shape-detection-api/#barcode-detection-api */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: new () => Detector;
  }
}

const lookEveryMs = 250;
const longest = 64;

interface TraceCodeProps {
  value: string;
  onChange: (code: string) => void;
}

/** The code on the pack: scanned where the tablet can, typed always. It is kept as it stands, whoever made it up. */
export const TraceCode = ({ value, onChange }: TraceCodeProps) => {
  const { say } = useText();
  const [scanning, setScanning] = useState(false);
  const [cannot, setCannot] = useState(false);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    if (!scanning) return undefined;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setInterval> | undefined;
    let stopped = false;
    const giveUp = (): void => {
      setCannot(true);
      setScanning(false);
    };
    const begin = async (): Promise<void> => {
      if (window.BarcodeDetector === undefined) return giveUp();
      const detector = new window.BarcodeDetector();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const screen = video.current;
      if (stopped || screen === null) return stream.getTracks().forEach((track) => track.stop());
      screen.srcObject = stream;
      await screen.play();
      timer = setInterval(() => {
        void detector.detect(screen).then(
          ([found]) => {
            if (found === undefined || stopped) return;
            onChange(found.rawValue.slice(0, longest));
            navigator.vibrate?.(80);
            setScanning(false);
          },
          () => null,
        );
      }, lookEveryMs);
    };
    begin().catch(giveUp);
    return () => {
      stopped = true;
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, [scanning, onChange]);

  return (
    <Labelled label={say('home:trace')} htmlFor="trace-code" {...(cannot ? { hint: say('home:noScan') } : {})}>
      <input
        id="trace-code"
        data-field="trace"
        className={controlClass}
        maxLength={longest}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {scanning ? <video ref={video} className={classes['scanner']} muted playsInline /> : null}
      <BigButton
        look="quiet"
        icon={scanning ? <IconPlayerStop aria-hidden="true" /> : <IconBarcode aria-hidden="true" />}
        onClick={() => setScanning(!scanning)}
      >
        {say(scanning ? 'home:stopScan' : 'home:scan')}
      </BigButton>
    </Labelled>
  );
};
