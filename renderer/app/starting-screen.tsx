// Shown for the moment before main has answered: the brand and a word, no spinner.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { text } from '../text/text';
import { ProductIcon } from './product-icon';

export function StartingScreen() {
  return (
    <Box role="status" sx={{ display: 'grid', placeItems: 'center', alignContent: 'center', gap: 1.5, height: '100%' }}>
      <ProductIcon size={44} />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text.frame.starting}
      </Typography>
    </Box>
  );
}
