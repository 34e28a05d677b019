//! What screens are drawn with. Widgets know text, styles and areas, and nothing of the dataset
//! beyond the numbers of its items.

pub mod bar;
pub mod chart;
pub mod choice_page;
pub mod hints;
pub mod layer_sign;
pub mod line_edit;
pub mod map;
pub mod marked;
pub mod notice;
pub mod page;
pub mod pane;
pub mod prompt;
pub mod ruler;
pub mod scroll;
pub mod sectioned_list;
pub mod text_area;
