// What stands where a screen will be, until its code is there.
import { text } from '../text/text';
import { RowSkeletons } from '../ui/skeletons';

export function ScreenFallback() {
  return <RowSkeletons what={text.frame.screen} />;
}
