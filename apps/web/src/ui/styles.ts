/** Styles in the order they apply: Mantine's variables that every page needs, then ours. Office pages add theirs. */
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/global.layer.css';
import './fonts.css';
import './base.css';
