// The public site's whole script. Every page works without it; it only makes some things nicer.
import { attach, type Controllers } from './attach';
import { open_for_print } from './controllers/open_for_print';
import { reveal_target } from './controllers/reveal_target';
import { suggest } from './controllers/suggest';
import { tile_map } from './controllers/tile_map';
import { way_back } from './controllers/way_back';

const controllers: Controllers = {
  'open-for-print': open_for_print,
  'reveal-target': reveal_target,
  'suggest': suggest,
  'tile-map': tile_map,
  'way-back': way_back,
};

attach(document, controllers);
