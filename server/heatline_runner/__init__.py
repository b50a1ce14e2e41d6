"""The half of Heatline that lives in the user's interpreter, and the data both halves share."""
