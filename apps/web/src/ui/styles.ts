/** Styles in the order they apply: Mantine's variables that every page needs, then ours. Office pages add theirs. */
import '@mantine/core/styles/default-css-variables.css';
import './fonts.css';
import './base.css';
