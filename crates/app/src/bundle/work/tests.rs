use super::recognise;
